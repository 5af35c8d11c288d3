-- The person of the running transaction; NULL outside of one.
CREATE FUNCTION spaces_person() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('crossmentor.person', true), '')::bigint $$;

-- The spaces that the person of the transaction may read and write.
CREATE FUNCTION spaces_mine() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT m.space_id
  FROM spaces_member m JOIN spaces_space s ON s.id = m.space_id
  WHERE m.person_id = spaces_person()
    AND m.left_at IS NULL
    AND (s.until IS NULL OR s.until >= CURRENT_DATE OR s.owner_id = m.person_id)
$$;

-- Opens a space with all the members it will ever have.
CREATE FUNCTION spaces_open(
  new_space uuid, new_kind text, new_owner bigint, new_until date,
  new_members bigint[], key_master text, key_wrapped bytea
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
BEGIN
  IF new_kind IN ('own', 'shared') AND new_owner IS DISTINCT FROM spaces_person() THEN
    RAISE EXCEPTION 'only its owner opens a space of kind %', new_kind
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (new_kind = 'own' AND new_members <> ARRAY[new_owner])
     OR (new_kind IN ('pair', 'shared') AND cardinality(new_members) <> 2)
     OR (new_kind = 'shared' AND NOT new_owner = ANY (new_members))
     OR cardinality(new_members) = 0 THEN
    RAISE EXCEPTION 'these members do not fit a space of kind %', new_kind
      USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO spaces_space (id, kind, owner_id, until, opened_at, opened_in)
    VALUES (new_space, new_kind, new_owner, new_until, now(), 0);
  INSERT INTO spaces_member (space_id, person_id)
    SELECT new_space, unnest(new_members);
  INSERT INTO spaces_datakey (space_id, master, wrapped)
    VALUES (new_space, key_master, key_wrapped);
END
$$;

-- Ends a membership for good: your own, or that of somebody who left the group.
CREATE FUNCTION spaces_leave(the_space uuid, the_person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  UPDATE spaces_member m SET left_at = now()
  FROM spaces_space s
  WHERE s.id = m.space_id AND s.kind IN ('pair', 'circle')
    AND m.space_id = the_space AND m.person_id = the_person AND m.left_at IS NULL
$$;

-- Takes back what was given away: the copy and its key are gone.
CREATE FUNCTION spaces_revoke(the_space uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  WITH gone AS (
    DELETE FROM spaces_space
    WHERE id = the_space AND kind = 'shared' AND owner_id = spaces_person()
    RETURNING id
  ) SELECT EXISTS (SELECT FROM gone)
$$;

-- Does the same to every shared space whose last day has passed; answers their ids.
CREATE FUNCTION spaces_expire() RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  DELETE FROM spaces_space WHERE kind = 'shared' AND until < CURRENT_DATE RETURNING id
$$;

CREATE FUNCTION spaces_remember_transaction() RETURNS trigger
LANGUAGE plpgsql AS
$$ BEGIN NEW.opened_in := pg_current_xact_id()::text::bigint; RETURN NEW; END $$;

CREATE TRIGGER spaces_space_opened BEFORE INSERT ON spaces_space
  FOR EACH ROW EXECUTE FUNCTION spaces_remember_transaction();

CREATE FUNCTION spaces_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  RAISE EXCEPTION 'a space does not change' USING ERRCODE = 'check_violation';
END
$$;

CREATE TRIGGER spaces_space_fixed BEFORE UPDATE ON spaces_space
  FOR EACH ROW EXECUTE FUNCTION spaces_refuse_change();

-- A space never gains a member, whoever asks (design, invariant 1).
CREATE FUNCTION spaces_refuse_late_member() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
BEGIN
  IF NOT EXISTS (
    SELECT FROM spaces_space
    WHERE id = NEW.space_id AND opened_in = pg_current_xact_id()::text::bigint
  ) THEN
    RAISE EXCEPTION 'a space never gains a member' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER spaces_member_not_late BEFORE INSERT ON spaces_member
  FOR EACH ROW EXECUTE FUNCTION spaces_refuse_late_member();

CREATE FUNCTION spaces_only_leave() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  IF OLD.left_at IS NOT NULL OR NEW.left_at IS NULL
     OR (NEW.id, NEW.space_id, NEW.person_id)
        IS DISTINCT FROM (OLD.id, OLD.space_id, OLD.person_id) THEN
    RAISE EXCEPTION 'a member can only leave' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER spaces_member_only_leaves BEFORE UPDATE ON spaces_member
  FOR EACH ROW EXECUTE FUNCTION spaces_only_leave();

-- When a shared space goes, the copy in it and its key go with it.
DO $$
DECLARE existing record;
BEGIN
  FOR existing IN
    SELECT conrelid::regclass AS held_by, conname FROM pg_constraint
    WHERE contype = 'f' AND confrelid = 'spaces_space'::regclass
      AND conrelid IN ('spaces_snapshot'::regclass, 'spaces_member'::regclass,
                       'spaces_datakey'::regclass)
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', existing.held_by,
                   existing.conname);
  END LOOP;
END
$$;
ALTER TABLE spaces_snapshot ADD CONSTRAINT spaces_snapshot_space_fk
  FOREIGN KEY (space_id) REFERENCES spaces_space ON DELETE CASCADE;
ALTER TABLE spaces_member ADD CONSTRAINT spaces_member_space_fk
  FOREIGN KEY (space_id) REFERENCES spaces_space ON DELETE CASCADE;
ALTER TABLE spaces_datakey ADD CONSTRAINT spaces_datakey_space_fk
  FOREIGN KEY (space_id) REFERENCES spaces_space ON DELETE CASCADE;

REVOKE ALL ON FUNCTION spaces_open, spaces_leave, spaces_revoke, spaces_expire,
  spaces_mine FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_open, spaces_leave, spaces_revoke, spaces_mine
  TO crossmentor_web;
GRANT EXECUTE ON FUNCTION spaces_expire TO crossmentor_web, crossmentor_worker;
