-- Of every group of which a last day is known: its pairs and circles that are not erased,
-- until which day they are read, and by whom still; of each reader whether a reminder of
-- that very day has left, for as long as four weeks by `moment`. A space that nobody reads
-- has one row, without a reader. Whoever is told a day is told it by its group's id, a
-- point and the day (groups/retention.py).
CREATE OR REPLACE FUNCTION groups_readers(moment timestamptz)
RETURNS TABLE (
  space uuid, kind text, group_id bigint, until date, reader bigint,
  is_over boolean, is_reminded boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT s.id, s.kind, g.id, read.until, m.person_id,
    (moment AT TIME ZONE p.time_zone)::date > read.until,
    m.person_id IS NULL OR EXISTS (
      SELECT FROM reminders_mail mail
      WHERE mail.kind = 'groups.readable' AND mail.person_id = m.person_id
        AND mail.object_id = g.id || '.' || read.until AND mail.state = 'sent'
        AND mail.sent_at <= moment - interval '28 days')
  FROM groups_mentorgroup g
  JOIN programmes_programme p ON p.id = g.programme_id
  CROSS JOIN LATERAL (
    SELECT (g.ended_on + make_interval(months => p.retention_months))::date AS until
  ) read
  CROSS JOIN LATERAL (
    SELECT g.circle_id AS id
    UNION SELECT f.space_id FROM groups_formercircle f WHERE f.group_id = g.id
    UNION SELECT seat.pair_id FROM groups_seat seat
      WHERE seat.group_id = g.id AND seat.pair_id IS NOT NULL
  ) lies
  JOIN spaces_space s ON s.id = lies.id AND s.kind IN ('pair', 'circle')
  LEFT JOIN spaces_member m ON m.space_id = s.id AND m.left_at IS NULL
  WHERE g.ended_on IS NOT NULL
    AND NOT EXISTS (SELECT FROM spaces_erasure e WHERE e.space_id = s.id)
    -- What another group says is its own stays as long as that one.
    AND NOT EXISTS (
      SELECT FROM groups_mentorgroup other
      WHERE other.circle_id = s.id AND other.id <> g.id)
    AND NOT EXISTS (
      SELECT FROM groups_seat other
      WHERE other.pair_id = s.id AND other.group_id <> g.id)
$$;

-- Erases a pair or a circle whose time is over, of whose readers each was reminded.
-- Answers of which kind it was. The worker may do this and nothing else with spaces; the
-- moment is that of the database.
CREATE OR REPLACE FUNCTION groups_erase(the_space uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  one record;
  the_rows text[];
BEGIN
  -- Who lets the group go on at this moment, or gives it more time, comes before or after.
  PERFORM FROM groups_mentorgroup g JOIN programmes_programme p ON p.id = g.programme_id
    WHERE g.circle_id = the_space
      OR g.id IN (SELECT f.group_id FROM groups_formercircle f WHERE f.space_id = the_space)
      OR g.id IN (SELECT seat.group_id FROM groups_seat seat WHERE seat.pair_id = the_space)
    FOR NO KEY UPDATE OF g FOR SHARE OF p;
  SELECT r.group_id, r.kind, p.time_zone, bool_and(r.is_over AND r.is_reminded) AS is_ripe
    INTO one
    FROM groups_readers(now()) r
    JOIN groups_mentorgroup g ON g.id = r.group_id
    JOIN programmes_programme p ON p.id = g.programme_id
    WHERE r.space = the_space
    GROUP BY r.group_id, r.kind, p.time_zone;
  IF one.is_ripe IS NOT TRUE THEN
    RAISE EXCEPTION 'the time of this space is not over'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT array_agg(gone) INTO the_rows
    FROM spaces_erase(
      the_space, one.group_id, (now() AT TIME ZONE one.time_zone)::date) gone;
  DELETE FROM reminders_standing WHERE object_id = ANY (the_rows);
  RETURN one.kind;
END
$$;

REVOKE ALL ON FUNCTION groups_readers, groups_erase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION groups_readers, groups_erase TO crossmentor_worker;
