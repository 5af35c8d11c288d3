-- A revision is one save and stays what it was; a second version is settled once.
CREATE OR REPLACE FUNCTION writing_revision_is_fixed() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  IF OLD.settled_at IS NOT NULL AND NEW.settled_at IS DISTINCT FROM OLD.settled_at THEN
    RAISE EXCEPTION 'a second version is settled once'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER writing_revision_is_fixed BEFORE UPDATE ON writing_revision
  FOR EACH ROW EXECUTE FUNCTION writing_revision_is_fixed();
