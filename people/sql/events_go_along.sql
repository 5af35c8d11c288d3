-- Nobody deletes what was noted of a person, but with the person it goes.
DO $$
DECLARE known text;
BEGIN
  SELECT c.conname INTO known FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confdeltype <> 'c' AND a.attname = 'person_id'
      AND c.conrelid = 'people_rosterevent'::regclass;
  IF FOUND THEN
    EXECUTE format(
      'ALTER TABLE people_rosterevent DROP CONSTRAINT %I, ADD CONSTRAINT %I '
      'FOREIGN KEY (person_id) REFERENCES people_person ON DELETE CASCADE', known, known);
  END IF;
END
$$;
