-- A seat that changes is held to the rules like a new one; and nobody sits with their
-- line manager or with somebody they are kept apart from.
CREATE OR REPLACE FUNCTION groups_check_seat() RETURNS trigger
LANGUAGE plpgsql AS
$$
DECLARE largest integer; months integer; hours integer;
BEGIN
  -- Two people who take a seat at once wait for each other here.
  PERFORM FROM groups_mentorgroup WHERE id = NEW.group_id FOR NO KEY UPDATE;
  SELECT p.max_size, p.overlap_months, p.overlap_hours INTO largest, months, hours
    FROM programmes_programme p JOIN groups_mentorgroup g ON g.programme_id = p.id
    WHERE g.id = NEW.group_id;
  IF NEW.left_at IS NOT NULL THEN
    RETURN NULL;
  END IF;
  IF (SELECT count(*) FROM groups_seat WHERE group_id = NEW.group_id
      AND role = 'mentee' AND left_at IS NULL) > largest THEN
    RAISE EXCEPTION 'a group has at most % mentees', largest
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_r1_size';
  END IF;
  PERFORM groups_check_disciplines(NEW.group_id);
  IF EXISTS (
    SELECT FROM groups_seat s
    WHERE s.group_id = NEW.group_id AND s.left_at IS NULL
      AND s.person_id <> NEW.person_id
      AND people_worked_together(NEW.person_id, s.person_id, months, hours)
  ) THEN
    RAISE EXCEPTION 'two members worked long and intensively on the same project'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_r3_project';
  END IF;
  IF EXISTS (
    SELECT FROM groups_seat s
      JOIN people_person one ON one.id = NEW.person_id
      JOIN people_person other ON other.id = s.person_id
    WHERE s.group_id = NEW.group_id AND s.left_at IS NULL
      AND (one.manager_id = other.id OR other.manager_id = one.id)
  ) THEN
    RAISE EXCEPTION 'a member is the line manager of another'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_r3_line_manager';
  END IF;
  IF EXISTS (
    SELECT FROM groups_seat s JOIN groups_exclusion e
      ON (e.first_id, e.second_id) IN ((NEW.participation_id, s.participation_id),
                                       (s.participation_id, NEW.participation_id))
    WHERE s.group_id = NEW.group_id AND s.left_at IS NULL
  ) THEN
    RAISE EXCEPTION 'two members are kept apart'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_r3_kept_apart';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER groups_seat_rules ON groups_seat;

CREATE CONSTRAINT TRIGGER groups_seat_rules
  AFTER INSERT OR UPDATE OF group_id, person_id, participation_id, role, discipline_id,
                            left_at
  ON groups_seat
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_seat();
