-- With a space go its members, its key, and who had seen it.
DO $$
DECLARE known record;
BEGIN
  FOR known IN
    SELECT conrelid::regclass AS held_by, conname FROM pg_constraint
    WHERE contype = 'f' AND confdeltype <> 'c' AND confrelid = 'spaces_space'::regclass
      AND conrelid IN ('spaces_member'::regclass, 'spaces_datakey'::regclass,
                       'spaces_seen'::regclass)
  LOOP
    EXECUTE format(
      'ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (space_id) '
      'REFERENCES spaces_space ON DELETE CASCADE',
      known.held_by, known.conname, known.conname);
  END LOOP;
END
$$;
