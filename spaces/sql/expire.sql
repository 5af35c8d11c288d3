-- Takes back every copy whose last day has passed; answers the ids of the spaces.
CREATE OR REPLACE FUNCTION spaces_expire() RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  DELETE FROM spaces_space WHERE kind = 'shared' AND until < CURRENT_DATE RETURNING id
$$;

REVOKE ALL ON FUNCTION spaces_expire FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_expire TO crossmentor_web, crossmentor_worker;
