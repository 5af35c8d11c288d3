-- What happens to a person's row, noted whichever way it changes: by a page, by the
-- worker's import or by hand. Who did it is the person of the transaction.
CREATE OR REPLACE FUNCTION people_note_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  who bigint := spaces_person();
  no_words text[] := ARRAY[]::text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO people_rosterevent (person_id, what, before, after, by_id, at)
      VALUES (NEW.id, 'added', no_words, no_words, who, NEW.joined_at);
    RETURN NULL;
  END IF;
  IF (NEW.given_name, NEW.infix, NEW.family_name)
     IS DISTINCT FROM (OLD.given_name, OLD.infix, OLD.family_name) THEN
    INSERT INTO people_rosterevent (person_id, what, before, after, by_id, at)
      VALUES (NEW.id, 'renamed', ARRAY[OLD.given_name, OLD.infix, OLD.family_name],
              ARRAY[NEW.given_name, NEW.infix, NEW.family_name], who, clock_timestamp());
  END IF;
  IF NEW.team_id IS DISTINCT FROM OLD.team_id THEN
    INSERT INTO people_rosterevent (person_id, what, before, after, by_id, at)
      SELECT NEW.id, 'team',
             ARRAY(SELECT name::text FROM people_team WHERE id = OLD.team_id),
             ARRAY(SELECT name::text FROM people_team WHERE id = NEW.team_id),
             who, clock_timestamp();
  END IF;
  IF NEW.email IS DISTINCT FROM OLD.email THEN
    INSERT INTO people_rosterevent (person_id, what, before, after, by_id, at)
      VALUES (NEW.id, 'address', ARRAY[OLD.email::text], ARRAY[NEW.email::text], who,
              clock_timestamp());
  END IF;
  IF OLD.last_login IS NULL AND NEW.last_login IS NOT NULL THEN
    INSERT INTO people_rosterevent (person_id, what, before, after, by_id, at)
      VALUES (NEW.id, 'entered', no_words, no_words, NEW.id, NEW.last_login);
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER people_person_noted
  AFTER INSERT OR UPDATE OF given_name, infix, family_name, team_id, email, last_login
  ON people_person
  FOR EACH ROW EXECUTE FUNCTION people_note_event();

REVOKE ALL ON FUNCTION people_note_event FROM PUBLIC;
