-- The same rows as before. Every two of a group are looked at once for what the roster
-- says of them, not once for each rule, and the months lie in no part of the join: that
-- is planned in a quarter of the time. Nothing is joined by what two share, which the
-- planner gets wrong where nobody has counted yet. New: the programme.

CREATE OR REPLACE VIEW groups_worked_together AS
  SELECT group_id, first_id, second_id, project_id, overlap_months,
         SUM(GREATEST(0, LEAST((mine).last_month, (theirs).last_month)
                         - GREATEST((mine).first_month, (theirs).first_month) + 1))
           AS months,
         programme_id
  FROM (
    SELECT a.group_id, a.participation_id AS first_id, b.participation_id AS second_id,
           mine.project_id, p.overlap_months, p.id AS programme_id,
           groups_months(mine.starts_on, mine.ends_on, p.time_zone) AS mine,
           groups_months(theirs.starts_on, theirs.ends_on, p.time_zone) AS theirs
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

-- Two people who sit in one group now, and what the roster says of them.
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

CREATE OR REPLACE VIEW groups_breach AS
  SELECT concat_ws('.', found.group_id, found.rule, found.first_id, found.second_id,
                   found.about) AS id,
         found.group_id, found.rule, found.first_id, found.second_id, found.about,
         tolerance.id AS tolerance_id, found.programme_id
  FROM (
    SELECT pair.group_id, broken.rule, pair.first_id, pair.second_id, broken.about,
           pair.programme_id
      FROM groups_pair pair
        CROSS JOIN LATERAL (
          SELECT 'same_team' AS rule, pair.team_id AS about WHERE pair.same_team
          UNION ALL
          SELECT 'line_manager', 0 WHERE pair.line_manager
          UNION ALL
          SELECT 'discipline', 0 WHERE pair.discipline
        ) AS broken
      -- Of most two none of them holds.
      WHERE pair.same_team OR pair.line_manager OR pair.discipline
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

DROP VIEW groups_together;
