-- The same rows as before, asked the other way around: not of every two who sit
-- together whether they share something, but who shares something, joined by it. A
-- programme of 500 groups then costs a few milliseconds.

-- Who sits in a group now.
CREATE VIEW groups_held AS
  SELECT s.group_id, s.participation_id, s.role, s.person_id,
         p.team_id, p.discipline_id, p.manager_id
  FROM groups_seat s
    JOIN people_person p ON p.id = s.person_id
  WHERE s.left_at IS NULL;

-- The months lie in no part of the join: the fewer parts, the sooner it is planned.
CREATE OR REPLACE VIEW groups_worked_together AS
  SELECT group_id, first_id, second_id, project_id, overlap_months,
         SUM(GREATEST(0, LEAST((mine).last_month, (theirs).last_month)
                         - GREATEST((mine).first_month, (theirs).first_month) + 1))
           AS months
  FROM (
    SELECT a.group_id, a.participation_id AS first_id, b.participation_id AS second_id,
           mine.project_id, p.overlap_months,
           groups_months(mine.starts_on, mine.ends_on, p.time_zone) AS mine,
           groups_months(theirs.starts_on, theirs.ends_on, p.time_zone) AS theirs
    FROM groups_seat a
      JOIN groups_mentorgroup g ON g.id = a.group_id
      JOIN programmes_programme p ON p.id = g.programme_id
      JOIN people_stint mine ON mine.person_id = a.person_id
                            AND mine.hours >= p.overlap_hours
      JOIN groups_seat b ON b.group_id = a.group_id AND b.left_at IS NULL
                        AND b.participation_id > a.participation_id
      JOIN people_stint theirs ON theirs.person_id = b.person_id
                              AND theirs.project_id = mine.project_id
                              AND theirs.hours >= p.overlap_hours
    WHERE a.left_at IS NULL
  ) AS stints
  GROUP BY group_id, first_id, second_id, project_id, overlap_months;

CREATE OR REPLACE VIEW groups_breach AS
  SELECT concat_ws('.', found.group_id, found.rule, found.first_id, found.second_id,
                   found.about) AS id,
         found.*, tolerance.id AS tolerance_id
  FROM (
    SELECT a.group_id, 'same_team' AS rule, a.participation_id AS first_id,
           b.participation_id AS second_id, a.team_id AS about
      FROM groups_held a
        JOIN groups_held b ON b.group_id = a.group_id AND b.team_id = a.team_id
                          AND b.participation_id > a.participation_id
    UNION ALL
    -- Of two who manage each other: once.
    SELECT a.group_id, 'line_manager',
           LEAST(a.participation_id, b.participation_id),
           GREATEST(a.participation_id, b.participation_id), 0
      FROM groups_held a
        JOIN groups_held b ON b.group_id = a.group_id AND b.person_id = a.manager_id
                          AND b.participation_id <> a.participation_id
      WHERE a.participation_id < b.participation_id
         OR b.manager_id IS DISTINCT FROM a.person_id
    UNION ALL
    SELECT a.group_id, 'discipline',
           LEAST(a.participation_id, b.participation_id),
           GREATEST(a.participation_id, b.participation_id), 0
      FROM groups_mentorgroup g
        JOIN groups_held a ON a.group_id = g.id AND a.role = 'mentor'
        JOIN groups_held b ON b.group_id = g.id AND b.role = 'mentee'
      WHERE g.cross_discipline_reason = ''
        AND a.discipline_id IS DISTINCT FROM b.discipline_id
    UNION ALL
    SELECT a.group_id, 'exclusion', e.first_id, e.second_id, 0
      FROM groups_exclusion e
        JOIN groups_seat a ON a.participation_id = e.first_id AND a.left_at IS NULL
        JOIN groups_seat b ON b.participation_id = e.second_id AND b.left_at IS NULL
                          AND b.group_id = a.group_id
    UNION ALL
    SELECT group_id, 'project', first_id, second_id, project_id
      FROM groups_worked_together WHERE months >= overlap_months
  ) found
    LEFT JOIN groups_tolerance tolerance
      ON tolerance.group_id = found.group_id AND tolerance.rule = found.rule
     AND tolerance.first_id = found.first_id AND tolerance.second_id = found.second_id
     AND tolerance.about = found.about;

DROP VIEW groups_together;
