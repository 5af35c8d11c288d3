-- The zone that somebody lives in: of the latest programme they take part in, or run, or
-- that their organisation has; none where there is none. Each page asks it together with
-- who is signed in: a name takes the pages less to write down than three subqueries.
CREATE OR REPLACE FUNCTION programmes_zone_of(the_person bigint) RETURNS text
LANGUAGE sql STABLE AS
$$
  SELECT coalesce(
    (SELECT programme.time_zone
     FROM programmes_participation part
     JOIN programmes_programme programme ON programme.id = part.programme_id
     WHERE part.person_id = the_person
     ORDER BY part.invited_at DESC LIMIT 1),
    (SELECT programme.time_zone
     FROM programmes_programmecoordinator runs
     JOIN programmes_programme programme ON programme.id = runs.programme_id
     WHERE runs.person_id = the_person
     ORDER BY programme.starts_on DESC, programme.id DESC LIMIT 1),
    (SELECT programme.time_zone
     FROM people_person person
     JOIN programmes_programme programme USING (organisation_id)
     WHERE person.id = the_person
     ORDER BY programme.id DESC LIMIT 1))
$$;
