-- The months that two worked together are counted in place: a function that answers two
-- values is called for each of them, which was half of what a programme costs whose
-- people work on projects. A stint that goes on counts until the month that it is where
-- the programme is held.
CREATE OR REPLACE VIEW groups_worked_together AS
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

DROP FUNCTION groups_months(date, date, text);
