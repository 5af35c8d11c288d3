-- Takes back what was given away: the copy and its key are gone.
CREATE OR REPLACE FUNCTION spaces_revoke(the_space uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  WITH gone AS (
    DELETE FROM spaces_space
    WHERE id = the_space AND kind = 'shared' AND owner_id = spaces_person()
    RETURNING id
  ) SELECT EXISTS (SELECT FROM gone)
$$;

-- Takes back copies that a person gave: they and their keys are gone, and a line says so.
CREATE OR REPLACE FUNCTION spaces_revoke_given(the_person bigint, the_spaces uuid[])
RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  INSERT INTO spaces_auditevent (verb, space_id, actor_id, at)
    SELECT 'revoked', s.id, the_person, now() FROM spaces_space s
    WHERE s.id = ANY (the_spaces) AND s.kind = 'shared' AND s.owner_id = the_person;
  DELETE FROM spaces_space s
    WHERE s.id = ANY (the_spaces) AND s.kind = 'shared' AND s.owner_id = the_person;
END
$$;

REVOKE ALL ON FUNCTION spaces_revoke, spaces_revoke_given FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_revoke TO crossmentor_web;
