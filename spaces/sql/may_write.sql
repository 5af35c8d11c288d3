-- Whether what a person writes in the running transaction stays: false while all they wrote
-- waits to be erased, or something of theirs is erased at this moment. When it is true, what
-- they ask to be erased waits for the end of this transaction, and finds all of it. Nobody
-- waits for a lock here, so nobody who holds others waits for ever.
CREATE OR REPLACE FUNCTION spaces_may_write(the_person bigint) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  IF NOT pg_try_advisory_xact_lock_shared(spaces_erases(the_person)) THEN
    RETURN false;
  END IF;
  -- A statement of its own: it sees what ended before the lock was there.
  RETURN NOT EXISTS (
    SELECT FROM spaces_ownerasure
    WHERE person_id = the_person AND done_at IS NULL AND kind = 'all');
END
$$;

-- What the lock of a person is called.
CREATE OR REPLACE FUNCTION spaces_erases(the_person bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS
$$ SELECT hashtextextended('what is erased of ' || the_person, 0) $$;

REVOKE ALL ON FUNCTION spaces_may_write, spaces_erases FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_may_write, spaces_erases TO crossmentor_web;
