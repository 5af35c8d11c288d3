-- Ends a membership for good: your own, or that of somebody who left the group. Answers
-- whether it did.
CREATE OR REPLACE FUNCTION spaces_leave(the_space uuid, the_person bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  WITH gone AS (
    UPDATE spaces_member m SET left_at = now()
    FROM spaces_space s
    WHERE s.id = m.space_id AND s.kind IN ('pair', 'circle')
      AND m.space_id = the_space AND m.person_id = the_person AND m.left_at IS NULL
    RETURNING m.id
  ) SELECT EXISTS (SELECT FROM gone)
$$;

REVOKE ALL ON FUNCTION spaces_leave FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_leave TO crossmentor_web;
