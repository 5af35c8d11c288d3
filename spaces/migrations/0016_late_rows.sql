-- Deletes what lies in these spaces, in whichever table refers to them; answers the ids of
-- the rows. What says of which group a space was stays.
CREATE FUNCTION spaces_delete_in(the_spaces uuid[]) RETURNS SETOF text
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE one record;
BEGIN
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
      'DELETE FROM %s WHERE %I = ANY ($1) RETURNING %s', one.held_by, one.by_column,
      CASE WHEN one.has_id THEN 'id::text' ELSE 'NULL::text' END
    ) USING the_spaces;
  END LOOP;
  -- What still holds on to one of these rows refuses it here, before anybody is told.
  SET CONSTRAINTS ALL IMMEDIATE;
END
$$;

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

-- Deletes what somebody was writing in a space at the very moment that it was erased, and
-- that was committed after it: nobody can open it, its key is gone. Answers how many rows.
CREATE FUNCTION spaces_delete_late() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT count(*) FROM spaces_delete_in(ARRAY(SELECT spaces_erased())) $$;

REVOKE ALL ON FUNCTION spaces_delete_in, spaces_delete_late FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_delete_late TO crossmentor_worker;
