-- R1 to R3, held by the database. Every refusal names its rule as the constraint.

-- Have two people worked long and intensively on the same project (R3)?
-- Whole months inclusive; a stint that goes on counts until this month.
CREATE FUNCTION people_worked_together(
  one bigint, other bigint, months integer, min_hours integer
) RETURNS boolean
LANGUAGE sql STABLE AS
$$
  WITH stint AS (
    SELECT person_id, project_id,
           EXTRACT(YEAR FROM starts_on)::int * 12 + EXTRACT(MONTH FROM starts_on)::int
             AS first_month,
           EXTRACT(YEAR FROM last_on)::int * 12 + EXTRACT(MONTH FROM last_on)::int
             AS last_month
    FROM (SELECT *, COALESCE(ends_on, GREATEST(starts_on, CURRENT_DATE)) AS last_on
          FROM people_stint
          WHERE person_id IN (one, other) AND hours >= min_hours) AS intensive
  )
  SELECT EXISTS (
    SELECT FROM stint a JOIN stint b
      ON a.project_id = b.project_id AND a.person_id = one AND b.person_id = other
    GROUP BY a.project_id
    HAVING SUM(GREATEST(0, LEAST(a.last_month, b.last_month)
                           - GREATEST(a.first_month, b.first_month) + 1)) >= months
  )
$$;

-- A new group is complete at the end of the transaction that makes it.
CREATE FUNCTION groups_check_new_group() RETURNS trigger
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

CREATE CONSTRAINT TRIGGER groups_r1_new_group AFTER INSERT ON groups_mentorgroup
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_new_group();

CREATE FUNCTION groups_check_disciplines(the_group bigint) RETURNS void
LANGUAGE plpgsql AS
$$
BEGIN
  IF EXISTS (
    SELECT FROM groups_mentorgroup g JOIN groups_seat s ON s.group_id = g.id
    WHERE g.id = the_group AND g.cross_discipline_reason = '' AND s.left_at IS NULL
    HAVING count(DISTINCT COALESCE(s.discipline_id, 0)) > 1
  ) THEN
    RAISE EXCEPTION 'members share one discipline, or a reason is given'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_r2_discipline';
  END IF;
END
$$;

CREATE FUNCTION groups_check_seat() RETURNS trigger
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
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER groups_seat_rules AFTER INSERT ON groups_seat
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_seat();

CREATE FUNCTION groups_check_reason() RETURNS trigger
LANGUAGE plpgsql AS
$$ BEGIN PERFORM groups_check_disciplines(NEW.id); RETURN NULL; END $$;

CREATE CONSTRAINT TRIGGER groups_r2_reason_kept
  AFTER UPDATE OF cross_discipline_reason ON groups_mentorgroup
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_reason();
