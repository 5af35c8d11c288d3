-- Carries out what a person asked to be erased: one text, all they wrote, or the own space
-- of somebody who left. The worker may do this and nothing else with what people wrote:
-- it is asked for by a row that the person alone adds, and done once. False when it was
-- done already. Each request of theirs that writes comes before or after it as a whole.
CREATE OR REPLACE FUNCTION writing_erase(the_erasure uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  asked record;
  gone text[];
  the_count bigint;
BEGIN
  SELECT * INTO asked FROM spaces_ownerasure WHERE id = the_erasure;
  -- Before any row: whoever writes holds it first, and rows after it.
  PERFORM pg_advisory_xact_lock(spaces_erases(asked.person_id));
  IF NOT spaces_begin_erasing(the_erasure) THEN
    RETURN false;
  END IF;
  SET CONSTRAINTS ALL DEFERRED;
  PERFORM FROM writing_text WHERE author_id = asked.person_id ORDER BY id FOR UPDATE;
  the_count := writing_to_erase(asked.person_id, asked.kind, asked.text_id);
  IF asked.kind = 'text' THEN
    gone := ARRAY(SELECT * FROM writing_erase_text(asked.person_id, asked.text_id));
  ELSIF asked.kind = 'all' THEN
    gone := ARRAY(SELECT * FROM spaces_erase_written(asked.person_id));
    gone := gone || ARRAY(SELECT * FROM spaces_erase_own(asked.person_id));
  ELSE
    gone := ARRAY(SELECT * FROM spaces_erase_own(asked.person_id));
  END IF;
  DELETE FROM reminders_standing WHERE object_id = ANY (gone);
  -- What still holds on to one of these rows refuses it here.
  SET CONSTRAINTS ALL IMMEDIATE;
  UPDATE spaces_ownerasure SET texts = the_count WHERE id = the_erasure;
  PERFORM spaces_end_erasing(the_erasure);
  RETURN true;
END
$$;

-- How many texts go: those of the person's own, however often they were put before others,
-- and those of all members of which a version is theirs and was not erased before.
CREATE OR REPLACE FUNCTION writing_to_erase(the_person bigint, the_kind text, the_text uuid)
RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
  SELECT count(*) FROM (
    SELECT kind || ' ' || key FROM writing_text
    WHERE author_id = the_person AND writers = 'author'
      AND (the_kind <> 'text' OR id = the_text)
      AND (the_kind <> 'left' OR space_id IN (
        SELECT id FROM spaces_space WHERE kind = 'own' AND owner_id = the_person))
    UNION
    SELECT text_id::text FROM writing_revision
    WHERE author_id = the_person AND (the_kind <> 'text' OR text_id = the_text)
      AND the_kind <> 'left' AND digest <> '' AND text_id NOT IN (
        SELECT id FROM writing_text
        WHERE author_id = the_person AND writers = 'author')) AS found
$$;

-- Erases one text of a person: what they wrote of it, in every version and wherever it was
-- put or given, also under another key: each version that was put names the one of before.
-- Of a text of all members their versions become empty. Answers the ids.
CREATE OR REPLACE FUNCTION writing_erase_text(the_person bigint, the_text uuid)
RETURNS SETOF text
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE
  one record;
  the_texts uuid[];
BEGIN
  SELECT kind, key INTO one FROM writing_text
    WHERE id = the_text AND author_id = the_person AND writers = 'author';
  the_texts := ARRAY(
    SELECT id FROM writing_text
    WHERE author_id = the_person AND writers = 'author'
      AND kind = one.kind AND key = one.key);
  the_texts := the_texts || ARRAY(
    SELECT DISTINCT there.id FROM writing_text there
    JOIN writing_revision put ON put.text_id = there.id
    LEFT JOIN writing_revision own ON own.id = put.client_id
    WHERE there.author_id = the_person AND there.writers = 'author'
      AND put.author_id = the_person AND there.id <> ALL (the_texts)
      AND (own.text_id = ANY (the_texts) OR put.client_id = ANY (the_texts)));
  PERFORM spaces_revoke_given(the_person, ARRAY(
    SELECT space_id FROM spaces_auditevent
    WHERE verb = 'shared' AND actor_id = the_person
      AND text_id = ANY (the_texts || the_text)));
  RETURN QUERY DELETE FROM writing_text WHERE id = ANY (the_texts) RETURNING id::text;
  UPDATE writing_text SET title = '', body = ''
    WHERE id = the_text AND head IN (
      SELECT id FROM writing_revision WHERE author_id = the_person);
  UPDATE writing_revision SET title = '', body = '', digest = ''
    WHERE text_id = the_text AND author_id = the_person;
END
$$;

-- What the people who erase at this moment saved: what texts of all members may read as.
CREATE OR REPLACE FUNCTION writing_erased_heads() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$ SELECT id FROM writing_revision WHERE author_id IN (SELECT spaces_erasing()) $$;

REVOKE ALL ON FUNCTION writing_erase, writing_to_erase, writing_erase_text,
  writing_erased_heads FROM PUBLIC;
GRANT EXECUTE ON FUNCTION writing_erase TO crossmentor_worker;
