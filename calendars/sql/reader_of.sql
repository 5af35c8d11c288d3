-- Whose address it is: a calendar does not sign in, so nobody acts who asks it.
CREATE OR REPLACE FUNCTION calendars_reader_of(the_digest text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT person_id FROM calendars_feed WHERE digest = the_digest $$;

REVOKE ALL ON FUNCTION calendars_reader_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION calendars_reader_of TO crossmentor_web;
