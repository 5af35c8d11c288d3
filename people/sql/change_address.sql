-- Gives somebody the address that was asked for. The conditions stand here, so that
-- neither the web process nor the worker, which may not change an address, can do it
-- without them: the new address has proved itself, and the person has agreed or, of the
-- host's, the day has come. Answers whether it was done. Links that went to the old
-- address end with it.
CREATE OR REPLACE FUNCTION people_change_address(change bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE one people_addresschange;
BEGIN
  SELECT * INTO one FROM people_addresschange
    WHERE id = change AND done_at IS NULL AND declined_at IS NULL
      AND withdrawn_at IS NULL AND proven_at IS NOT NULL
      AND (agreed_at IS NOT NULL OR due_at <= now())
    FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  -- In the order of whoever accepts an invitation at this moment: it, then the person.
  PERFORM FROM people_invitation
    WHERE person_id = one.person_id AND used_at IS NULL FOR UPDATE;
  BEGIN
    UPDATE people_person SET email = one.new_address
      WHERE id = one.person_id AND email = one.old_address AND is_active;
  EXCEPTION WHEN unique_violation THEN
    UPDATE people_addresschange SET withdrawn_at = now() WHERE id = change;
    RETURN false;
  END;
  IF NOT FOUND THEN
    UPDATE people_addresschange SET withdrawn_at = now() WHERE id = change;
    RETURN false;
  END IF;
  DELETE FROM people_invitation WHERE person_id = one.person_id AND used_at IS NULL;
  UPDATE people_stepreset SET withdrawn_at = now()
    WHERE person_id = one.person_id AND used_at IS NULL AND withdrawn_at IS NULL;
  UPDATE people_addresschange SET done_at = now() WHERE id = change;
  RETURN true;
END
$$;

REVOKE ALL ON FUNCTION people_change_address FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_change_address TO crossmentor_web, crossmentor_worker;
