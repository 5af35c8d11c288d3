-- What nobody does to a sealed value, in whichever role. It gets, each with commas: the
-- sealed columns, those with a digest of them, and those that a row may change, `*` for
-- all (`spaces.policies` places it on the tables).
-- Each value that is written is of the second version. Of a row that does not change, the
-- sealed values and their digest go from the first version to the second, and nothing else;
-- but a sealed value that a row may change is one of these columns.
-- The functions that erase leave nothing of a value, as the owner.
CREATE OR REPLACE FUNCTION spaces_keep_sealed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET bytea_output = 'hex' AS
$$
DECLARE
  sealed text[] := string_to_array(TG_ARGV[0], ',');
  digests text[] := string_to_array(TG_ARGV[1], ',');
  free text[] := string_to_array(TG_ARGV[2], ',');
  new_row jsonb := to_jsonb(NEW);
  old_row jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
  one text;
  renewed boolean := false;
BEGIN
  FOREACH one IN ARRAY sealed LOOP
    IF new_row ->> one IS DISTINCT FROM old_row ->> one THEN
      IF new_row ->> one = '\x' AND TG_OP = 'UPDATE'
         AND current_user = 'crossmentor_owner' THEN
        renewed := true;
        CONTINUE;
      END IF;
      IF new_row ->> one NOT LIKE '\\x02%' THEN
        RAISE EXCEPTION 'a value is sealed in the second version'
          USING ERRCODE = 'check_violation';
      END IF;
      IF old_row ->> one LIKE '\\x01%' THEN
        renewed := true;
      ELSIF TG_OP = 'UPDATE' AND free <> '{*}' AND one <> ALL (free) THEN
        RAISE EXCEPTION 'what is written here stays what it is'
          USING ERRCODE = 'check_violation';
      END IF;
    END IF;
  END LOOP;
  IF TG_OP = 'UPDATE' AND free <> '{*}' THEN
    old_row := old_row - sealed - free;
    new_row := new_row - sealed - free;
    IF renewed THEN
      old_row := old_row - digests;
      new_row := new_row - digests;
    END IF;
    IF new_row IS DISTINCT FROM old_row THEN
      RAISE EXCEPTION 'what is written here stays what it is'
        USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
