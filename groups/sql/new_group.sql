-- A new group is complete at the end of the transaction that makes it.
CREATE OR REPLACE FUNCTION groups_check_new_group() RETURNS trigger
LANGUAGE plpgsql AS
$$
DECLARE mentors integer; mentees integer; smallest integer; largest integer;
BEGIN
  SELECT count(*) FILTER (WHERE role = 'mentor'),
         count(*) FILTER (WHERE role = 'mentee')
    INTO mentors, mentees
    FROM groups_seat WHERE group_id = NEW.id AND left_at IS NULL;
  SELECT min_size, max_size INTO smallest, largest
    FROM programmes_programme WHERE id = NEW.programme_id;
  IF mentors <> 1 OR mentees < smallest OR mentees > largest THEN
    RAISE EXCEPTION 'a group is one mentor and % to % mentees', smallest, largest
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_r1_size';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS groups_r1_new_group ON groups_mentorgroup;
CREATE CONSTRAINT TRIGGER groups_r1_new_group AFTER INSERT ON groups_mentorgroup
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_new_group();
