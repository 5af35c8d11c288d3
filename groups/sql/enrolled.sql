-- Who is seated is enrolled, also when both happen at once: the lock makes who withdraws
-- wait for who is being seated, and the other way round.
CREATE OR REPLACE FUNCTION groups_check_enrolled() RETURNS trigger
LANGUAGE plpgsql AS
$$
DECLARE standing text;
BEGIN
  SELECT state INTO standing FROM programmes_participation
    WHERE id = NEW.participation_id FOR NO KEY UPDATE;
  IF standing <> 'enrolled' THEN
    RAISE EXCEPTION 'who is seated is enrolled'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_seat_enrolled';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS groups_seat_of_enrolled ON groups_seat;
CREATE CONSTRAINT TRIGGER groups_seat_of_enrolled
  AFTER INSERT ON groups_seat
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_enrolled();
