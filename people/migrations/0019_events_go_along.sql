-- Nobody deletes what was noted of a person, but with the person it goes.
DO $$
DECLARE existing text;
BEGIN
  SELECT conname INTO existing FROM pg_constraint
  WHERE contype = 'f' AND conrelid = 'people_rosterevent'::regclass
    AND conkey = ARRAY[(SELECT attnum FROM pg_attribute
                        WHERE attrelid = 'people_rosterevent'::regclass
                          AND attname = 'person_id')];
  EXECUTE format('ALTER TABLE people_rosterevent DROP CONSTRAINT %I', existing);
END
$$;
ALTER TABLE people_rosterevent ADD CONSTRAINT people_rosterevent_person_fk
  FOREIGN KEY (person_id) REFERENCES people_person ON DELETE CASCADE;
