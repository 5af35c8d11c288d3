-- Whose erasing is carried out in the running transaction. The owner finds rows of these
-- people alone (policies `eraser` and `eraser_of_words`).
CREATE FUNCTION spaces_erasing() RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
  SELECT person_id FROM spaces_ownerasure
  WHERE carried_in = pg_current_xact_id_if_assigned()::text::bigint
$$;

-- The spaces of which everything is gone, or goes at this moment: an own space too, unless
-- it is one text of it that goes.
CREATE OR REPLACE FUNCTION spaces_erased() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
  SELECT space_id FROM spaces_erasure
  UNION ALL
  SELECT own.id FROM spaces_ownerasure asked
  JOIN spaces_space own ON own.kind = 'own' AND own.owner_id = asked.person_id
  WHERE asked.carried_in = pg_current_xact_id_if_assigned()::text::bigint
    AND asked.kind IN ('all', 'left')
$$;

-- What spaces_delete_late asked for before: nothing but pairs and circles comes late.
CREATE OR REPLACE FUNCTION spaces_delete_late() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT count(*) FROM spaces_delete_in(ARRAY(SELECT space_id FROM spaces_erasure))
$$;

-- Takes back copies that a person gave: they and their keys are gone, and a line says so.
CREATE FUNCTION spaces_revoke_given(the_person bigint, the_spaces uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  INSERT INTO spaces_auditevent (verb, space_id, actor_id, at)
    SELECT 'revoked', s.id, the_person, now() FROM spaces_space s
    WHERE s.id = ANY (the_spaces) AND s.kind = 'shared' AND s.owner_id = the_person;
  DELETE FROM spaces_space s
    WHERE s.id = ANY (the_spaces) AND s.kind = 'shared' AND s.owner_id = the_person;
END
$$;

-- Erases the own space of a person with all that lies in it, and its key; another one
-- opens when they write again. Answers the ids of the rows.
CREATE FUNCTION spaces_erase_own(the_person bigint) RETURNS SETOF text
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE the_own uuid;
BEGIN
  -- What is being saved there at this moment comes before.
  SELECT id INTO the_own FROM spaces_space
    WHERE kind = 'own' AND owner_id = the_person FOR UPDATE;
  IF the_own IS NOT NULL THEN
    RETURN QUERY SELECT * FROM spaces_delete_in(ARRAY[the_own]);
    DELETE FROM spaces_space WHERE id = the_own;
  END IF;
END
$$;

-- What a person asked for is carried out from here on: false when it was done already.
-- Raises where nobody asked for it.
CREATE FUNCTION spaces_begin_erasing(the_erasure uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  PERFORM FROM spaces_ownerasure WHERE id = the_erasure FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nobody asked for this' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE spaces_ownerasure SET carried_in = pg_current_xact_id()::text::bigint
    WHERE id = the_erasure AND done_at IS NULL;
  RETURN FOUND;
END
$$;

-- And to here: from now on the owner finds nothing of that person any more.
CREATE FUNCTION spaces_end_erasing(the_erasure uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS
$$
  UPDATE spaces_ownerasure SET done_at = now(), carried_in = NULL WHERE id = the_erasure
$$;

-- What is done stays so, and what is asked for is not changed.
CREATE FUNCTION spaces_keep_own_erasure() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  IF OLD.done_at IS NOT NULL OR TG_OP = 'DELETE'
     OR (NEW.id, NEW.person_id, NEW.kind, NEW.text_id, NEW.asked_at)
        IS DISTINCT FROM (OLD.id, OLD.person_id, OLD.kind, OLD.text_id, OLD.asked_at)
  THEN
    RAISE EXCEPTION 'what is erased stays so' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER spaces_ownerasure_fixed BEFORE UPDATE OR DELETE ON spaces_ownerasure
  FOR EACH ROW EXECUTE FUNCTION spaces_keep_own_erasure();

REVOKE ALL ON FUNCTION spaces_erasing, spaces_revoke_given, spaces_erase_own,
  spaces_begin_erasing, spaces_end_erasing FROM PUBLIC;

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
