-- Who becomes the mentor of a group has a seat in it.
CREATE OR REPLACE FUNCTION groups_check_mentor() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  IF NOT EXISTS (SELECT FROM groups_seat WHERE group_id = NEW.id
                 AND person_id = NEW.mentor_id AND role = 'mentor') THEN
    RAISE EXCEPTION 'the mentor of a group has a seat in it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_mentor_has_the_seat';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS groups_mentor_seated ON groups_mentorgroup;
CREATE CONSTRAINT TRIGGER groups_mentor_seated
  AFTER UPDATE OF mentor_id ON groups_mentorgroup
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_mentor();
