-- With a text that its author takes back go its versions, which nobody deletes else.
DO $$
DECLARE
  known text;
BEGIN
  SELECT conname INTO STRICT known FROM pg_constraint
    WHERE contype = 'f' AND conrelid = 'writing_revision'::regclass
      AND confrelid = 'writing_text'::regclass;
  EXECUTE format('ALTER TABLE writing_revision DROP CONSTRAINT %I', known);
END
$$;
-- The owner looks at them only while nothing is forced upon it.
ALTER TABLE writing_text NO FORCE ROW LEVEL SECURITY;
ALTER TABLE writing_revision NO FORCE ROW LEVEL SECURITY;
ALTER TABLE writing_revision ADD CONSTRAINT writing_revision_text_fk
  FOREIGN KEY (text_id) REFERENCES writing_text ON DELETE CASCADE
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE writing_text FORCE ROW LEVEL SECURITY;
ALTER TABLE writing_revision FORCE ROW LEVEL SECURITY;
