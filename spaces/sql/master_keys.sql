-- Of a database from before there were marks: the oldest and the newest data key under
-- each master key, so that it can show itself to be the right one. Else nothing.
CREATE OR REPLACE FUNCTION spaces_samples() RETURNS TABLE (
  space_id uuid, kind text, owner_id bigint, until date, members bigint[],
  master text, wrapped bytea
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT s.id, s.kind, s.owner_id, s.until,
         ARRAY(SELECT m.person_id FROM spaces_member m
               WHERE m.space_id = s.id ORDER BY m.person_id),
         k.master, k.wrapped
  FROM (
    SELECT DISTINCT d.master FROM spaces_datakey d
    WHERE NOT EXISTS (SELECT FROM spaces_masterkeymark)
  ) used
  CROSS JOIN LATERAL (VALUES (true), (false)) ends (oldest)
  CROSS JOIN LATERAL (
    SELECT d.space_id, d.master, d.wrapped
    FROM spaces_datakey d JOIN spaces_space o ON o.id = d.space_id
    WHERE d.master = used.master
    ORDER BY CASE WHEN oldest THEN o.opened_at END,
             CASE WHEN NOT oldest THEN o.opened_at END DESC
    LIMIT 1
  ) k
  JOIN spaces_space s ON s.id = k.space_id
$$;

-- Marks master keys where nothing can be lost by it: in a database without spaces, or
-- all at once in one from before there were marks, and there only names that are used.
-- Everywhere else the owner does, by a command. Answers whether it did.
CREATE OR REPLACE FUNCTION spaces_mark_first(
  names varchar[], fingerprints varchar[], marks bytea[]
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
BEGIN
  LOCK TABLE spaces_masterkeymark IN SHARE ROW EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM spaces_space) AND (
    EXISTS (SELECT FROM spaces_masterkeymark)
    OR EXISTS (
      SELECT FROM unnest(names) given
      WHERE NOT EXISTS (SELECT FROM spaces_datakey WHERE master = given)
    )
  ) THEN
    RETURN false;
  END IF;
  INSERT INTO spaces_masterkeymark (name, fingerprint, sealed)
    SELECT * FROM unnest(names, fingerprints, marks)
    ON CONFLICT DO NOTHING;
  RETURN true;
END
$$;

-- Under which master keys the spaces lie, and how many under each.
CREATE OR REPLACE FUNCTION spaces_masters() RETURNS TABLE (master text, spaces bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT d.master, count(*) FROM spaces_datakey d GROUP BY d.master ORDER BY 1 $$;

REVOKE ALL ON FUNCTION spaces_samples, spaces_mark_first, spaces_masters FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_samples, spaces_mark_first, spaces_masters
  TO crossmentor_web;
