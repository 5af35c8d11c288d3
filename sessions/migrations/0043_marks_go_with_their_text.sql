-- With a text that its author takes back go the marks of its questions.
DO $$
DECLARE
  known text;
BEGIN
  SELECT conname INTO STRICT known FROM pg_constraint
    WHERE contype = 'f' AND conrelid = 'mentoring_sessions_mark'::regclass
      AND confrelid = 'writing_text'::regclass;
  EXECUTE format('ALTER TABLE mentoring_sessions_mark DROP CONSTRAINT %I', known);
END
$$;
-- The owner looks at them only while nothing is forced upon it.
ALTER TABLE writing_text NO FORCE ROW LEVEL SECURITY;
ALTER TABLE mentoring_sessions_mark NO FORCE ROW LEVEL SECURITY;
ALTER TABLE mentoring_sessions_mark ADD CONSTRAINT sessions_mark_text_fk
  FOREIGN KEY (text_id) REFERENCES writing_text ON DELETE CASCADE
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE writing_text FORCE ROW LEVEL SECURITY;
ALTER TABLE mentoring_sessions_mark FORCE ROW LEVEL SECURITY;
