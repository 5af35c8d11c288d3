-- The spaces that the person of the transaction may read and write. A circle opens for
-- a member who has seen who is in it (design, invariant 5). Each policy asks this: the
-- subqueries look up the person's own spaces one by one, where a join read all there are.
CREATE OR REPLACE FUNCTION spaces_mine() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT m.space_id
  FROM spaces_member m
  WHERE m.person_id = spaces_person()
    AND m.left_at IS NULL
    AND (
      SELECT (s.until IS NULL OR s.until >= CURRENT_DATE OR s.owner_id = m.person_id)
        AND (s.kind <> 'circle' OR EXISTS (
          SELECT FROM spaces_seen seen
          WHERE seen.space_id = m.space_id AND seen.person_id = m.person_id))
      FROM spaces_space s WHERE s.id = m.space_id)
$$;

REVOKE ALL ON FUNCTION spaces_mine FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_mine TO crossmentor_web;
