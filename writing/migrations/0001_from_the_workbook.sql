-- The tables of the workbook, with all that is in them: ids and what was sealed stay.
DROP TRIGGER workbook_revision_is_fixed ON workbook_revision;
DROP FUNCTION workbook_revision_is_fixed;

ALTER TABLE workbook_page RENAME TO writing_text;
ALTER TABLE workbook_revision RENAME TO writing_revision;
ALTER TABLE workbook_shown RENAME TO writing_shown;
ALTER TABLE writing_revision RENAME page_id TO text_id;
ALTER TABLE writing_shown RENAME page_id TO text_id;

ALTER TABLE writing_revision
  RENAME CONSTRAINT workbook_revision_settles_second TO writing_revision_settles_second;
ALTER INDEX workbook_revision_once RENAME TO writing_revision_once;
ALTER INDEX workbook_shown_once RENAME TO writing_shown_once;

-- A goal is what the page made up for it: the key is its id.
ALTER TABLE writing_text DROP CONSTRAINT workbook_page_kind;
DROP INDEX workbook_page_exercise_once;
ALTER TABLE writing_text RENAME exercise TO key;
ALTER TABLE writing_text ALTER kind TYPE varchar(40);
ALTER TABLE writing_text ADD writers varchar(10) DEFAULT 'author' NOT NULL;
ALTER TABLE writing_text ALTER writers DROP DEFAULT;
-- The owner sees no row of a confidential table but while it is not forced upon it.
ALTER TABLE writing_text NO FORCE ROW LEVEL SECURITY;
UPDATE writing_text SET key = id::text WHERE key = '';
ALTER TABLE writing_text FORCE ROW LEVEL SECURITY;

-- A revision is one save and stays what it was; a second version is settled once.
CREATE FUNCTION writing_revision_is_fixed() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  IF OLD.settled_at IS NOT NULL AND NEW.settled_at IS DISTINCT FROM OLD.settled_at THEN
    RAISE EXCEPTION 'a second version is settled once'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER writing_revision_is_fixed BEFORE UPDATE ON writing_revision
  FOR EACH ROW EXECUTE FUNCTION writing_revision_is_fixed();
