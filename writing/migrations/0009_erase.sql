-- What the people who erase at this moment saved: what texts of all members may read as.
CREATE FUNCTION writing_erased_heads() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$ SELECT id FROM writing_revision WHERE author_id IN (SELECT spaces_erasing()) $$;

-- Carries out what a person asked to be erased: one text, all they wrote, or the own space
-- of somebody who left. The worker may do this and nothing else with what people wrote:
-- it is asked for by a row that the person alone adds, and done once. False when it was
-- done already.
CREATE FUNCTION writing_erase(the_erasure uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  asked record;
  gone text[];
BEGIN
  IF NOT spaces_begin_erasing(the_erasure) THEN
    RETURN false;
  END IF;
  SELECT * INTO asked FROM spaces_ownerasure WHERE id = the_erasure;
  SET CONSTRAINTS ALL DEFERRED;
  -- A save takes its text before it asks for the space: whoever erases does too.
  PERFORM FROM writing_text WHERE author_id = asked.person_id ORDER BY id FOR UPDATE;
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
  PERFORM spaces_end_erasing(the_erasure);
  RETURN true;
END
$$;

-- Erases one text of a person: what they wrote of it, in every version and wherever it was
-- put or given. Of a text of all members their versions become empty. Answers the ids.
CREATE FUNCTION writing_erase_text(the_person bigint, the_text uuid)
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

REVOKE ALL ON FUNCTION writing_erased_heads, writing_erase, writing_erase_text FROM PUBLIC;
GRANT EXECUTE ON FUNCTION writing_erase TO crossmentor_worker;
