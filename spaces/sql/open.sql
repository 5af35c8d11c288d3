-- Opens a space with all the members it will ever have.
CREATE OR REPLACE FUNCTION spaces_open(
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

REVOKE ALL ON FUNCTION spaces_open FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_open TO crossmentor_web;
