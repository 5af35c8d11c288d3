-- R1 to three: only in a group under way that somebody has left, never with fewer.
-- Of two members: only what they break now.
CREATE OR REPLACE FUNCTION groups_check_tolerance() RETURNS trigger
LANGUAGE plpgsql AS
$$
DECLARE mentees integer; smallest integer; running boolean;
BEGIN
  PERFORM FROM groups_mentorgroup WHERE id = NEW.group_id FOR NO KEY UPDATE;
  IF NEW.rule <> 'size' THEN
    IF NOT EXISTS (
      SELECT FROM groups_breach b
      WHERE b.group_id = NEW.group_id AND b.rule = NEW.rule AND b.about = NEW.about
        AND b.first_id = NEW.first_id AND b.second_id = NEW.second_id
    ) THEN
      RAISE EXCEPTION 'these two break no such rule'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_tolerance_of_breach';
    END IF;
    RETURN NULL;
  END IF;
  SELECT p.min_size, p.state = 'running' INTO smallest, running
    FROM programmes_programme p JOIN groups_mentorgroup g ON g.programme_id = p.id
    WHERE g.id = NEW.group_id;
  SELECT count(*) INTO mentees FROM groups_seat
    WHERE group_id = NEW.group_id AND role = 'mentee' AND left_at IS NULL;
  IF NOT running OR mentees < 3 OR mentees >= smallest OR NOT EXISTS (
    SELECT FROM groups_seat
    WHERE group_id = NEW.group_id AND role = 'mentee' AND left_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'a group goes on with three at least, after the start'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_r1_three';
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER groups_tolerance_needed
  AFTER INSERT ON groups_tolerance
  FOR EACH ROW EXECUTE FUNCTION groups_check_tolerance();
