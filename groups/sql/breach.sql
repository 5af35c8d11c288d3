-- R1 to R3 against the roster as it is now, in one place: for who takes a seat and for
-- groups under way that a change of the roster made break a rule.
DROP VIEW IF EXISTS groups_breach, groups_worked_together, groups_pair;

-- Two people who sit in one group now, and what the roster says of them: they are looked
-- at once, not once for each rule. Nothing is joined by what two share, which the planner
-- gets wrong where nobody has counted yet.
CREATE VIEW groups_pair AS
  SELECT g.id AS group_id, g.programme_id,
         a.participation_id AS first_id, b.participation_id AS second_id,
         one.team_id,
         one.team_id = other.team_id AS same_team,
         one.id = other.manager_id OR other.id = one.manager_id AS line_manager,
         g.cross_discipline_reason = '' AND 'mentor' IN (a.role, b.role)
           AND one.discipline_id IS DISTINCT FROM other.discipline_id AS discipline
  FROM groups_mentorgroup g
    JOIN groups_seat a ON a.group_id = g.id AND a.left_at IS NULL
    JOIN groups_seat b ON b.group_id = g.id AND b.left_at IS NULL
                      AND b.participation_id > a.participation_id
    JOIN people_person one ON one.id = a.person_id
    JOIN people_person other ON other.id = b.person_id;

-- The months that two of a group worked intensively on the same project. A stint that goes
-- on counts until the month that it is where the programme is held. They are counted in
-- place: a function that answers two values is called for each of them, which was half of
-- what a programme costs whose people work on projects.
CREATE VIEW groups_worked_together AS
  SELECT group_id, first_id, second_id, project_id, overlap_months,
         SUM(GREATEST(0, 12 * (EXTRACT(YEAR FROM until) - EXTRACT(YEAR FROM since))::int
                         + (EXTRACT(MONTH FROM until) - EXTRACT(MONTH FROM since))::int
                         + 1)) AS months,
         programme_id
  FROM (
    SELECT a.group_id, a.participation_id AS first_id, b.participation_id AS second_id,
           mine.project_id, p.overlap_months, p.id AS programme_id,
           GREATEST(mine.starts_on, theirs.starts_on) AS since,
           LEAST(
             COALESCE(mine.ends_on,
                      GREATEST(mine.starts_on, (now() AT TIME ZONE p.time_zone)::date)),
             COALESCE(theirs.ends_on,
                      GREATEST(theirs.starts_on, (now() AT TIME ZONE p.time_zone)::date))
           ) AS until
    FROM groups_mentorgroup g
      JOIN programmes_programme p ON p.id = g.programme_id
      JOIN groups_seat a ON a.group_id = g.id AND a.left_at IS NULL
      JOIN groups_seat b ON b.group_id = g.id AND b.left_at IS NULL
                        AND b.participation_id > a.participation_id
      JOIN people_stint mine ON mine.person_id = a.person_id
                            AND mine.hours >= p.overlap_hours
      JOIN people_stint theirs ON theirs.person_id = b.person_id
                              AND theirs.project_id = mine.project_id
                              AND theirs.hours >= p.overlap_hours
  ) AS stints
  GROUP BY group_id, first_id, second_id, project_id, overlap_months, programme_id;

-- Which rule two of a group break, and whether that is tolerated. The rules are unfolded
-- from an array: that is planned in two thirds of the time of a union for each two.
CREATE VIEW groups_breach AS
  SELECT concat_ws('.', found.group_id, found.rule, found.first_id, found.second_id,
                   found.about) AS id,
         found.group_id, found.rule, found.first_id, found.second_id, found.about,
         tolerance.id AS tolerance_id, found.programme_id
  FROM (
    SELECT group_id, rule, first_id, second_id,
           CASE rule WHEN 'same_team' THEN team_id ELSE 0 END AS about, programme_id
      FROM (
        SELECT group_id, first_id, second_id, team_id, programme_id,
               unnest(ARRAY[CASE WHEN same_team THEN 'same_team' END,
                            CASE WHEN line_manager THEN 'line_manager' END,
                            CASE WHEN discipline THEN 'discipline' END]) AS rule
          FROM groups_pair
          -- Of most two none of them holds.
          WHERE same_team OR line_manager OR discipline
      ) AS broken
      WHERE rule IS NOT NULL
    UNION ALL
    SELECT a.group_id, 'exclusion', e.first_id, e.second_id, 0, e.programme_id
      FROM groups_exclusion e
        JOIN groups_seat a ON a.participation_id = e.first_id AND a.left_at IS NULL
        JOIN groups_seat b ON b.participation_id = e.second_id AND b.left_at IS NULL
                          AND b.group_id = a.group_id
    UNION ALL
    SELECT group_id, 'project', first_id, second_id, project_id, programme_id
      FROM groups_worked_together WHERE months >= overlap_months
  ) found
    LEFT JOIN groups_tolerance tolerance
      ON tolerance.group_id = found.group_id AND tolerance.rule = found.rule
     AND tolerance.first_id = found.first_id AND tolerance.second_id = found.second_id
     AND tolerance.about = found.about;

GRANT SELECT ON groups_breach TO crossmentor_web, crossmentor_worker;
