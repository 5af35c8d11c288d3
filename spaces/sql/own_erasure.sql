-- What a person asked for is carried out from here on: false when it was done already.
-- Raises where nobody asked for it.
CREATE OR REPLACE FUNCTION spaces_begin_erasing(the_erasure uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  PERFORM FROM spaces_ownerasure WHERE id = the_erasure FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nobody asked for this' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE spaces_ownerasure SET carried_in = pg_current_xact_id()::text::bigint
    WHERE id = the_erasure AND done_at IS NULL;
  RETURN FOUND;
END
$$;

-- Erases the own space of a person with all that lies in it, and its key; another one
-- opens when they write again. Answers the ids of the rows.
CREATE OR REPLACE FUNCTION spaces_erase_own(the_person bigint) RETURNS SETOF text
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE the_own uuid;
BEGIN
  -- What is being saved there at this moment comes before.
  SELECT id INTO the_own FROM spaces_space
    WHERE kind = 'own' AND owner_id = the_person FOR UPDATE;
  IF the_own IS NOT NULL THEN
    RETURN QUERY SELECT * FROM spaces_delete_in(ARRAY[the_own]);
    DELETE FROM spaces_space WHERE id = the_own;
  END IF;
END
$$;

-- And to here: from now on the owner finds nothing of that person any more.
CREATE OR REPLACE FUNCTION spaces_end_erasing(the_erasure uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS
$$
  UPDATE spaces_ownerasure SET done_at = now(), carried_in = NULL WHERE id = the_erasure
$$;

REVOKE ALL ON FUNCTION spaces_begin_erasing, spaces_erase_own, spaces_end_erasing FROM PUBLIC;
