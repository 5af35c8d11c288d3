-- With a shared space goes the copy in it.
DO $$
DECLARE known text;
BEGIN
  SELECT conname INTO known FROM pg_constraint
    WHERE contype = 'f' AND confdeltype <> 'c' AND confrelid = 'spaces_space'::regclass
      AND conrelid = 'writing_snapshot'::regclass;
  IF FOUND THEN
    EXECUTE format(
      'ALTER TABLE writing_snapshot DROP CONSTRAINT %I, ADD CONSTRAINT %I '
      'FOREIGN KEY (space_id) REFERENCES spaces_space ON DELETE CASCADE', known, known);
  END IF;
END
$$;
