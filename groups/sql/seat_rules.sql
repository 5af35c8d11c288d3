-- Who takes a seat, or whose seat changes, breaks no rule with anybody in the group (R1 to
-- R3); every refusal names its rule as the constraint. A maximum is asked of who comes, not
-- of a group under way: it may be lowered, and the group still gets another mentor, for
-- which everybody in it takes a new seat.
CREATE OR REPLACE FUNCTION groups_check_seat() RETURNS trigger
LANGUAGE plpgsql AS
$$
DECLARE largest integer; led_by bigint; broken text;
BEGIN
  -- Two people who take a seat at once wait for each other here.
  SELECT mentor_id INTO led_by
    FROM groups_mentorgroup WHERE id = NEW.group_id FOR NO KEY UPDATE;
  IF NEW.left_at IS NOT NULL THEN
    RETURN NULL;
  END IF;
  IF NEW.role = 'mentor' AND NEW.person_id <> led_by THEN
    RAISE EXCEPTION 'the mentor of the group is somebody else'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_mentor_has_the_seat';
  END IF;
  SELECT p.max_size INTO largest
    FROM programmes_programme p JOIN groups_mentorgroup g ON g.programme_id = p.id
    WHERE g.id = NEW.group_id;
  IF NEW.role = 'mentee' AND (
    SELECT count(*) FROM groups_seat WHERE group_id = NEW.group_id
      AND role = 'mentee' AND left_at IS NULL) > largest
    -- The seat of a moment ago, which ended with the mentor's.
    AND NOT EXISTS (SELECT FROM groups_seat before
      WHERE before.group_id = NEW.group_id AND before.id <> NEW.id
        AND before.participation_id = NEW.participation_id
        AND before.left_at >= NEW.joined_at - interval '1 minute')
  THEN
    RAISE EXCEPTION 'a group has at most % mentees', largest
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_r1_size';
  END IF;
  SELECT rule INTO broken FROM groups_breach
    WHERE group_id = NEW.group_id AND tolerance_id IS NULL
      AND NEW.participation_id IN (first_id, second_id)
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'two members of one group break a rule: %', broken
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_breach_' || broken;
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS groups_seat_rules ON groups_seat;
CREATE CONSTRAINT TRIGGER groups_seat_rules
  AFTER INSERT OR UPDATE OF group_id, person_id, participation_id, role, left_at
  ON groups_seat
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_seat();
