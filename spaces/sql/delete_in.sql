-- Deletes what lies in these spaces, in whichever table refers to them; answers the ids of
-- the rows. What says of which group a space was stays.
CREATE OR REPLACE FUNCTION spaces_delete_in(the_spaces uuid[]) RETURNS SETOF text
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

-- Deletes what somebody was writing in a pair or circle at the very moment that it was
-- erased, and that was committed after it: nobody can open it, its key is gone. Answers how
-- many rows.
CREATE OR REPLACE FUNCTION spaces_delete_late() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT count(*) FROM spaces_delete_in(ARRAY(SELECT space_id FROM spaces_erasure))
$$;

REVOKE ALL ON FUNCTION spaces_delete_in, spaces_delete_late FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_delete_late TO crossmentor_worker;
