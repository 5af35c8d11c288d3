-- A space stays what it is, and its id used.
CREATE OR REPLACE FUNCTION spaces_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  RAISE EXCEPTION 'a space does not change' USING ERRCODE = 'check_violation';
END
$$;

CREATE OR REPLACE TRIGGER spaces_space_fixed BEFORE UPDATE ON spaces_space
  FOR EACH ROW EXECUTE FUNCTION spaces_refuse_change();

CREATE OR REPLACE TRIGGER spaces_usedspace_fixed BEFORE UPDATE OR DELETE ON spaces_usedspace
  FOR EACH ROW EXECUTE FUNCTION spaces_refuse_change();
