-- Who of a group cannot at some moments: for who sits in it, and of who sits in it. It
-- answers each moment with the people who cannot, and neither why nor until when: an
-- absence looks like a day on which somebody does not work, as the person or else the
-- roster says. A moment is told in stretches of a day: of all of them somebody must be
-- able.
-- So that it is no way to read somebody's diary minute by minute, it takes 120 stretches
-- at once, and answers a person no more than 1,000 within a day (what is used comes back
-- little by little, as in people/web/limits.py). Beyond that it answers nothing.
CREATE OR REPLACE FUNCTION groups_who_cannot(
  the_group bigint, moments int[], days date[], since interval[], until interval[]
) RETURNS TABLE (moment int, people bigint[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  asked int := cardinality(moments);
  used interval := asked * interval '1 day' / 1000;
BEGIN
  IF asked > 120 OR NOT EXISTS (
    SELECT FROM groups_seat s
    WHERE s.group_id = the_group AND s.person_id = spaces_person() AND s.left_at IS NULL
  ) THEN
    RETURN;
  END IF;
  INSERT INTO people_allowance AS kept (key, whole_at)
    VALUES ('groups_who_cannot ' || spaces_person(), now() + used)
    ON CONFLICT (key) DO UPDATE SET whole_at = greatest(kept.whole_at, now()) + used
    WHERE greatest(kept.whole_at, now()) + used <= now() + interval '1 day';
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH stretch AS (
      SELECT m.moment, m.on_day, m.begins, m.ends
      FROM unnest(moments, days, since, until) AS m (moment, on_day, begins, ends)
    ), seated AS (
      SELECT p.id, p.working_days,
        EXISTS (SELECT FROM calendars_workinghours w WHERE w.person_id = p.id) AS own
      FROM groups_seat s JOIN people_person p ON p.id = s.person_id AND p.is_active
      WHERE s.group_id = the_group AND s.left_at IS NULL
    ), cannot AS (
      SELECT DISTINCT t.moment, p.id
      FROM stretch t CROSS JOIN seated p
      WHERE EXISTS (
          SELECT FROM calendars_absence a
          WHERE a.person_id = p.id AND t.on_day BETWEEN a.first AND a.last
        )
        OR p.own AND NOT EXISTS (
          SELECT FROM calendars_workinghours w
          WHERE w.person_id = p.id AND w.weekday = extract(isodow FROM t.on_day) - 1
            AND w.since::interval <= t.begins AND w.until::interval >= t.ends
        )
        OR NOT p.own AND cardinality(p.working_days) > 0
          AND NOT (extract(isodow FROM t.on_day) - 1)::int = ANY (p.working_days)
    )
    SELECT t.moment, coalesce(
        array_agg(c.id ORDER BY c.id) FILTER (WHERE c.id IS NOT NULL), '{}'
      )
    FROM (SELECT DISTINCT s.moment FROM stretch s) t
      LEFT JOIN cannot c ON c.moment = t.moment
    GROUP BY t.moment;
END
$$;

REVOKE ALL ON FUNCTION groups_who_cannot FROM PUBLIC;
GRANT EXECUTE ON FUNCTION groups_who_cannot TO crossmentor_web;
