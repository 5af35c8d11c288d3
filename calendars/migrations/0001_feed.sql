-- The addresses that people gave to their calendars come along, and go on working.
ALTER TABLE mentoring_sessions_calendarfeed RENAME TO calendars_feed;
ALTER SEQUENCE mentoring_sessions_calendarfeed_id_seq RENAME TO calendars_feed_id_seq;

-- Whose address it is: a calendar does not sign in, so nobody acts who asks it.
CREATE FUNCTION calendars_reader_of(the_digest text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT person_id FROM calendars_feed WHERE digest = the_digest $$;
REVOKE ALL ON FUNCTION calendars_reader_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION calendars_reader_of TO crossmentor_web;
