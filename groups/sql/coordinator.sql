-- A coordinator of a programme is in no space of its groups (invariant 5 of spaces):
-- who coordinates gets no seat, and who has a seat does not become coordinator.
CREATE OR REPLACE FUNCTION groups_check_coordinator() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  IF EXISTS (
    SELECT FROM groups_seat s
      JOIN groups_mentorgroup g ON g.id = s.group_id
      JOIN programmes_programmecoordinator c
        ON c.programme_id = g.programme_id AND c.person_id = s.person_id
    WHERE s.person_id = NEW.person_id AND s.left_at IS NULL
  ) THEN
    RAISE EXCEPTION 'a coordinator sits in no group of the programme'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_coordinator_sits_nowhere';
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER groups_seat_of_no_coordinator
  AFTER INSERT OR UPDATE OF person_id, left_at ON groups_seat
  FOR EACH ROW EXECUTE FUNCTION groups_check_coordinator();

CREATE OR REPLACE TRIGGER groups_coordinator_without_seat
  AFTER INSERT OR UPDATE OF person_id, programme_id ON programmes_programmecoordinator
  FOR EACH ROW EXECUTE FUNCTION groups_check_coordinator();
