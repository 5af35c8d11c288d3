-- One number of the hours that mentors shared of a month (R8). The rows lie where no role
-- has a grant; these functions alone put them in and answer the number. It is fixed when
-- it is first answered, and the rows go: whoever asks again is told the same, whatever
-- was changed meanwhile. There is none for fewer than five who shared, nor where one to
-- four others did not.

-- Who led a group of the programme on some day of the month.
CREATE OR REPLACE FUNCTION sessions_mentors_in(the_programme bigint, the_month date)
RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
  SELECT DISTINCT s.person_id
  FROM programmes_programme p
    JOIN groups_mentorgroup g ON g.programme_id = p.id
    JOIN groups_seat s ON s.group_id = g.id AND s.role = 'mentor'
  WHERE p.id = the_programme
    AND (s.joined_at AT TIME ZONE p.time_zone)::date < the_month + interval '1 month'
    AND (s.left_at IS NULL OR (s.left_at AT TIME ZONE p.time_zone)::date >= the_month)
$$;

-- Puts in what the month took who acts, in each programme in which they led a group then
-- and that has no number of it yet; or takes it back, without minutes. Answers in how many.
CREATE OR REPLACE FUNCTION sessions_share_hours(the_month date, the_minutes int) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  put int := 0;
BEGIN
  -- No row comes in while a number is made of the others.
  PERFORM pg_advisory_xact_lock(hashtext('sessions_hours'));
  DELETE FROM mentoring_sessions_sharedhours h
    WHERE h.person_id = spaces_person() AND h.month = the_month;
  IF the_minutes IS NOT NULL THEN
    INSERT INTO mentoring_sessions_sharedhours (programme_id, person_id, month, minutes)
      SELECT p.id, spaces_person(), the_month, the_minutes
      FROM programmes_programme p
      WHERE the_month <= (now() AT TIME ZONE p.time_zone)::date
        AND spaces_person() IN (SELECT sessions_mentors_in(p.id, the_month))
        AND NOT EXISTS (
          SELECT FROM mentoring_sessions_hoursofmonth m
          WHERE m.programme_id = p.id AND m.month = the_month
        );
    GET DIAGNOSTICS put = ROW_COUNT;
  END IF;
  RETURN put;
END
$$;

-- Whether who acts has put in that month, and no number was made of it yet: not how much.
CREATE OR REPLACE FUNCTION sessions_shares_hours(the_month date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT EXISTS (
    SELECT FROM mentoring_sessions_sharedhours h
    WHERE h.person_id = spaces_person() AND h.month = the_month
  )
$$;

-- The number, for who coordinates the programme and acts; null: there is none, or not yet.
CREATE OR REPLACE FUNCTION sessions_hours_of(the_programme bigint, the_month date) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  answer int;
  sharers int;
  others int;
BEGIN
  IF NOT EXISTS (
    SELECT FROM programmes_programmecoordinator c
    WHERE c.programme_id = the_programme AND c.person_id = spaces_person()
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('sessions_hours'));
  SELECT m.minutes INTO answer FROM mentoring_sessions_hoursofmonth m
    WHERE m.programme_id = the_programme AND m.month = the_month;
  IF FOUND OR NOT EXISTS (
    SELECT FROM programmes_programme p
    WHERE p.id = the_programme
      AND (now() AT TIME ZONE p.time_zone)::date >= the_month + interval '1 month'
  ) THEN
    RETURN answer;
  END IF;
  SELECT count(h.id), count(*) - count(h.id), round(avg(h.minutes) / 15) * 15
    INTO sharers, others, answer
    FROM sessions_mentors_in(the_programme, the_month) AS mentor (person_id)
      LEFT JOIN mentoring_sessions_sharedhours h ON h.person_id = mentor.person_id
        AND h.programme_id = the_programme AND h.month = the_month;
  IF sharers < 5 OR others BETWEEN 1 AND 4 THEN
    RETURN NULL;
  END IF;
  INSERT INTO mentoring_sessions_hoursofmonth (programme_id, month, minutes)
    VALUES (the_programme, the_month, answer);
  DELETE FROM mentoring_sessions_sharedhours h
    WHERE h.programme_id = the_programme AND h.month = the_month;
  RETURN answer;
END
$$;

REVOKE ALL ON FUNCTION sessions_mentors_in, sessions_share_hours, sessions_shares_hours,
  sessions_hours_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_share_hours, sessions_shares_hours, sessions_hours_of
  TO crossmentor_web;
