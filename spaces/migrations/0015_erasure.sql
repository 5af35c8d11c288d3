-- The spaces of which everything is gone, or goes at this moment. The owner sees rows of
-- these alone (policy `eraser`), and no other rows of a table with texts.
CREATE FUNCTION spaces_erased() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$ SELECT space_id FROM spaces_erasure $$;

-- Writes down that a pair or a circle is erased, and deletes all that lies in it: every
-- row, in whichever table, that refers to it; its key, its members, and who had seen it.
-- What says of which group it was stays, and the bare row of the space. Answers the ids
-- of the rows. Nobody may call it but the owner: who does has seen that it is time.
CREATE FUNCTION spaces_erase(the_space uuid, the_group bigint, the_day date)
RETURNS SETOF text
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE
  the_kind text;
  one record;
BEGIN
  SELECT kind INTO the_kind FROM spaces_space
    WHERE id = the_space AND kind IN ('pair', 'circle') FOR UPDATE;
  IF the_kind IS NULL THEN
    RAISE EXCEPTION 'only a pair or a circle is erased'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO spaces_erasure (space_id, kind, group_id, "on")
    VALUES (the_space, the_kind, the_group, the_day);
  SET CONSTRAINTS ALL DEFERRED;
  FOR one IN
    SELECT c.conrelid::regclass AS held_by, a.attname AS by_column,
           EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = c.conrelid
                   AND i.attname = 'id' AND NOT i.attisdropped) AS has_id
    FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = 'public.spaces_space'::regclass
      AND c.conrelid::regclass::text NOT IN (
        'spaces_erasure', 'groups_mentorgroup', 'groups_formercircle', 'groups_seat')
  LOOP
    RETURN QUERY EXECUTE format(
      'DELETE FROM %s WHERE %I = $1 RETURNING %s', one.held_by, one.by_column,
      CASE WHEN one.has_id THEN 'id::text' ELSE 'NULL::text' END
    ) USING the_space;
  END LOOP;
  -- What still holds on to one of these rows refuses it here, before anybody is told.
  SET CONSTRAINTS ALL IMMEDIATE;
END
$$;

CREATE FUNCTION spaces_refuse_other_erasure() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  RAISE EXCEPTION 'what is erased stays so' USING ERRCODE = 'check_violation';
END
$$;

CREATE TRIGGER spaces_erasure_fixed BEFORE UPDATE OR DELETE ON spaces_erasure
  FOR EACH ROW EXECUTE FUNCTION spaces_refuse_other_erasure();

-- Which of these spaces are here and not erased: of those that a file says are.
CREATE FUNCTION spaces_not_erased(the_spaces uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT s.id FROM spaces_space s
  WHERE s.id = ANY (the_spaces) AND s.kind IN ('pair', 'circle')
    AND NOT EXISTS (SELECT FROM spaces_erasure e WHERE e.space_id = s.id)
$$;

REVOKE ALL ON FUNCTION spaces_erased, spaces_erase, spaces_not_erased FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_not_erased TO crossmentor_worker, crossmentor_web;
