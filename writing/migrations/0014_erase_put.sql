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
