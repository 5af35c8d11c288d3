-- R1 to R3 against the roster as it is now, in one place: for who takes a seat and for
-- groups under way that a change of the roster made break a rule.

-- Two people who sit in one group now.
CREATE VIEW groups_together AS
  SELECT g.id AS group_id, g.programme_id, g.cross_discipline_reason,
         a.participation_id AS first_id, b.participation_id AS second_id,
         a.role AS first_role, b.role AS second_role,
         one.id AS one_id, other.id AS other_id,
         one.team_id AS first_team, other.team_id AS second_team,
         one.discipline_id AS first_discipline, other.discipline_id AS second_discipline,
         one.manager_id AS first_manager, other.manager_id AS second_manager
  FROM groups_mentorgroup g
    JOIN groups_seat a ON a.group_id = g.id AND a.left_at IS NULL
    JOIN groups_seat b ON b.group_id = g.id AND b.left_at IS NULL
                      AND b.participation_id > a.participation_id
    JOIN people_person one ON one.id = a.person_id
    JOIN people_person other ON other.id = b.person_id;

CREATE FUNCTION groups_months(
  starts_on date, ends_on date, OUT first_month integer, OUT last_month integer
)
LANGUAGE sql STABLE AS
$$
  SELECT EXTRACT(YEAR FROM starts_on)::int * 12 + EXTRACT(MONTH FROM starts_on)::int,
         EXTRACT(YEAR FROM last_on)::int * 12 + EXTRACT(MONTH FROM last_on)::int
  FROM (SELECT COALESCE(ends_on, GREATEST(starts_on, CURRENT_DATE)) AS last_on) AS t
$$;

-- The months that two of a group worked intensively on the same project; a stint that
-- goes on counts until this month.
CREATE VIEW groups_worked_together AS
  SELECT t.group_id, t.first_id, t.second_id, mine.project_id, p.overlap_months,
         SUM(GREATEST(0, LEAST(my.last_month, their.last_month)
                         - GREATEST(my.first_month, their.first_month) + 1)) AS months
  FROM groups_together t
    JOIN programmes_programme p ON p.id = t.programme_id
    JOIN people_stint mine ON mine.person_id = t.one_id
                          AND mine.hours >= p.overlap_hours
    JOIN people_stint theirs ON theirs.person_id = t.other_id
                            AND theirs.project_id = mine.project_id
                            AND theirs.hours >= p.overlap_hours
    CROSS JOIN LATERAL groups_months(mine.starts_on, mine.ends_on) my
    CROSS JOIN LATERAL groups_months(theirs.starts_on, theirs.ends_on) their
  GROUP BY t.group_id, t.first_id, t.second_id, mine.project_id, p.overlap_months;

CREATE VIEW groups_breach AS
  SELECT concat_ws('.', found.group_id, found.rule, found.first_id, found.second_id,
                   found.about) AS id,
         found.*, tolerance.id AS tolerance_id
  FROM (
    SELECT group_id, 'same_team' AS rule, first_id, second_id, first_team AS about
      FROM groups_together WHERE first_team = second_team
    UNION ALL
    SELECT group_id, 'line_manager', first_id, second_id, 0
      FROM groups_together WHERE one_id = second_manager OR other_id = first_manager
    UNION ALL
    SELECT group_id, 'discipline', first_id, second_id, 0
      FROM groups_together
      WHERE cross_discipline_reason = '' AND 'mentor' IN (first_role, second_role)
        AND first_discipline IS DISTINCT FROM second_discipline
    UNION ALL
    SELECT t.group_id, 'exclusion', t.first_id, t.second_id, 0
      FROM groups_together t
        JOIN groups_exclusion e ON e.first_id = t.first_id AND e.second_id = t.second_id
    UNION ALL
    SELECT group_id, 'project', first_id, second_id, project_id
      FROM groups_worked_together WHERE months >= overlap_months
  ) found
    LEFT JOIN groups_tolerance tolerance
      ON tolerance.group_id = found.group_id AND tolerance.rule = found.rule
     AND tolerance.first_id = found.first_id AND tolerance.second_id = found.second_id
     AND tolerance.about = found.about;

GRANT SELECT ON groups_breach TO crossmentor_web, crossmentor_worker;

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
  IF (SELECT count(*) FROM groups_seat WHERE group_id = NEW.group_id
      AND role = 'mentee' AND left_at IS NULL) > largest THEN
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

DROP TRIGGER groups_seat_rules ON groups_seat;

CREATE CONSTRAINT TRIGGER groups_seat_rules
  AFTER INSERT OR UPDATE OF group_id, person_id, participation_id, role, left_at
  ON groups_seat
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_seat();

CREATE OR REPLACE FUNCTION groups_check_reason() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  IF EXISTS (SELECT FROM groups_breach WHERE group_id = NEW.id
             AND rule = 'discipline' AND tolerance_id IS NULL) THEN
    RAISE EXCEPTION 'members share one discipline, or a reason is given'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_breach_discipline';
  END IF;
  RETURN NULL;
END
$$;

DROP FUNCTION groups_check_disciplines, people_worked_together;

CREATE FUNCTION groups_check_mentor() RETURNS trigger
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

CREATE CONSTRAINT TRIGGER groups_mentor_seated
  AFTER UPDATE OF mentor_id ON groups_mentorgroup
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_mentor();

-- R1 to three: only in a group under way that somebody has left, never with fewer.
-- Of two members: only what they break now.
CREATE FUNCTION groups_check_tolerance() RETURNS trigger
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

CREATE TRIGGER groups_tolerance_needed
  AFTER INSERT ON groups_tolerance
  FOR EACH ROW EXECUTE FUNCTION groups_check_tolerance();
