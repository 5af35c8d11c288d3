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
-- and those of all members of which a version is theirs.
CREATE FUNCTION writing_to_erase(the_person bigint, the_kind text, the_text uuid)
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
      AND the_kind <> 'left' AND text_id NOT IN (
        SELECT id FROM writing_text
        WHERE author_id = the_person AND writers = 'author')) AS found
$$;

REVOKE ALL ON FUNCTION writing_to_erase FROM PUBLIC;
