-- A stint that goes on counts until the month that it is where the programme is held.
CREATE FUNCTION groups_months(
  starts_on date, ends_on date, zone text,
  OUT first_month integer, OUT last_month integer
)
LANGUAGE sql STABLE AS
$$
  SELECT EXTRACT(YEAR FROM starts_on)::int * 12 + EXTRACT(MONTH FROM starts_on)::int,
         EXTRACT(YEAR FROM last_on)::int * 12 + EXTRACT(MONTH FROM last_on)::int
  FROM (SELECT COALESCE(ends_on, GREATEST(starts_on, (now() AT TIME ZONE zone)::date))
          AS last_on) AS t
$$;

CREATE OR REPLACE VIEW groups_worked_together AS
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
    CROSS JOIN LATERAL groups_months(mine.starts_on, mine.ends_on, p.time_zone) my
    CROSS JOIN LATERAL groups_months(theirs.starts_on, theirs.ends_on, p.time_zone) their
  GROUP BY t.group_id, t.first_id, t.second_id, mine.project_id, p.overlap_months;

DROP FUNCTION groups_months(date, date);
