-- With whom the person of the transaction shares a space, or did: who are in it still.
CREATE OR REPLACE FUNCTION spaces_companions() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT DISTINCT other.person_id
  FROM spaces_member me
  JOIN spaces_member other ON other.space_id = me.space_id
  WHERE me.person_id = spaces_person() AND other.left_at IS NULL
    AND other.person_id <> me.person_id
$$;

REVOKE ALL ON FUNCTION spaces_companions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_companions TO crossmentor_web;
