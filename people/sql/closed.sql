-- An account is closed while a departure of its person stands, and only then.
CREATE OR REPLACE FUNCTION people_check_closed() RETURNS trigger
LANGUAGE plpgsql AS
$$
DECLARE
  whose bigint := (CASE TG_TABLE_NAME WHEN 'people_person' THEN to_jsonb(NEW) ->> 'id'
    ELSE to_jsonb(COALESCE(NEW, OLD)) ->> 'person_id' END)::bigint;
BEGIN
  IF EXISTS (
    SELECT FROM people_person p WHERE p.id = whose AND p.is_active = EXISTS (
      SELECT FROM people_departure d WHERE d.person_id = p.id AND d.back_at IS NULL
    )
  ) THEN
    RAISE EXCEPTION 'an account is closed by a departure'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_person_closed_by_departure';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS people_person_made_closed ON people_person;
CREATE CONSTRAINT TRIGGER people_person_made_closed
  AFTER INSERT ON people_person
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT NEW.is_active) EXECUTE FUNCTION people_check_closed();

DROP TRIGGER IF EXISTS people_person_closed ON people_person;
CREATE CONSTRAINT TRIGGER people_person_closed
  AFTER UPDATE OF is_active ON people_person
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.is_active <> NEW.is_active)
  EXECUTE FUNCTION people_check_closed();

DROP TRIGGER IF EXISTS people_departure_closes ON people_departure;
CREATE CONSTRAINT TRIGGER people_departure_closes
  AFTER INSERT OR UPDATE OR DELETE ON people_departure
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION people_check_closed();
