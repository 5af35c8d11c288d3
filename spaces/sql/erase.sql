-- Writes down that a pair or a circle is erased, and deletes all that lies in it, its key,
-- its members, and who had seen it. The bare row of the space stays. Answers the ids of
-- the rows. Nobody may call it but the owner: who does has seen that it is time.
CREATE OR REPLACE FUNCTION spaces_erase(the_space uuid, the_group bigint, the_day date)
RETURNS SETOF text
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE the_kind text;
BEGIN
  SELECT kind INTO the_kind FROM spaces_space
    WHERE id = the_space AND kind IN ('pair', 'circle') FOR UPDATE;
  IF the_kind IS NULL THEN
    RAISE EXCEPTION 'only a pair or a circle is erased'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO spaces_erasure (space_id, kind, group_id, "on")
    VALUES (the_space, the_kind, the_group, the_day);
  RETURN QUERY SELECT * FROM spaces_delete_in(ARRAY[the_space]);
END
$$;

-- Which of these spaces are here and not erased: of those that a file says are.
CREATE OR REPLACE FUNCTION spaces_not_erased(the_spaces uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT s.id FROM spaces_space s
  WHERE s.id = ANY (the_spaces) AND s.kind IN ('pair', 'circle')
    AND NOT EXISTS (SELECT FROM spaces_erasure e WHERE e.space_id = s.id)
$$;

REVOKE ALL ON FUNCTION spaces_erase, spaces_not_erased FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_not_erased TO crossmentor_web, crossmentor_worker;
