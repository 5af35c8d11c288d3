-- Who is in each of these circles of the person of the transaction, and since when each
-- of them knows who is; also while it is still closed to that person.
CREATE OR REPLACE FUNCTION spaces_circles(the_spaces uuid[])
RETURNS TABLE (space_id uuid, person_id bigint, seen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT other.space_id, other.person_id,
    (SELECT seen.at FROM spaces_seen seen
     WHERE seen.space_id = other.space_id AND seen.person_id = other.person_id)
  FROM spaces_member me
  JOIN spaces_space s ON s.id = me.space_id AND s.kind = 'circle'
  JOIN spaces_member other ON other.space_id = me.space_id AND other.left_at IS NULL
  WHERE me.person_id = spaces_person() AND me.left_at IS NULL
    AND me.space_id = ANY (the_spaces)
$$;

-- Notes that the person of the transaction has seen who is in a circle of theirs.
-- Answers false, and notes nothing, when others are in it than `the_people`.
CREATE OR REPLACE FUNCTION spaces_see(
  the_space uuid, the_people bigint[], seen_at timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE there bigint[];
BEGIN
  SELECT array_agg(person_id ORDER BY person_id) INTO there
  FROM spaces_circles(ARRAY[the_space]);
  IF there IS NULL OR there IS DISTINCT FROM
     (SELECT array_agg(DISTINCT person ORDER BY person) FROM unnest(the_people) person)
  THEN
    RETURN false;
  END IF;
  INSERT INTO spaces_seen (space_id, person_id, at)
    VALUES (the_space, spaces_person(), seen_at)
    ON CONFLICT DO NOTHING;
  RETURN true;
END
$$;

REVOKE ALL ON FUNCTION spaces_circles, spaces_see FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_circles, spaces_see TO crossmentor_web;
