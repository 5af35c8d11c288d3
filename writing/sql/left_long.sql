-- Who left the organisation so many days ago, at least thirty, and whose own space is here
-- still.
CREATE OR REPLACE FUNCTION writing_left_long(the_days integer) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT gone.person_id FROM people_departure gone
  JOIN people_person person ON person.id = gone.person_id AND NOT person.is_active
  JOIN spaces_space own ON own.kind = 'own' AND own.owner_id = gone.person_id
  WHERE gone.back_at IS NULL
    AND gone.left_at < now() - make_interval(days => greatest(the_days, 30))
$$;

-- Writes down that the own space of one of them is erased, so that it can be; answers the
-- id of that. Whoever opens the account again at this moment comes before or after.
CREATE OR REPLACE FUNCTION writing_ask_left(the_person bigint, the_days integer) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE the_id uuid;
BEGIN
  PERFORM FROM people_person WHERE id = the_person FOR NO KEY UPDATE;
  IF NOT EXISTS (SELECT FROM writing_left_long(the_days) gone WHERE gone = the_person) THEN
    RAISE EXCEPTION 'nobody who left long ago' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO spaces_ownerasure (id, person_id, kind, asked_at)
    VALUES (gen_random_uuid(), the_person, 'left', now())
    ON CONFLICT DO NOTHING;
  SELECT id INTO the_id FROM spaces_ownerasure
    WHERE person_id = the_person AND kind = 'left' AND done_at IS NULL;
  RETURN the_id;
END
$$;

REVOKE ALL ON FUNCTION writing_left_long, writing_ask_left FROM PUBLIC;
GRANT EXECUTE ON FUNCTION writing_left_long, writing_ask_left TO crossmentor_worker;
