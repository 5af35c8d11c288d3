-- A membership ends once, and nothing else of it changes.
CREATE OR REPLACE FUNCTION spaces_only_leave() RETURNS trigger
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

CREATE OR REPLACE TRIGGER spaces_member_only_leaves BEFORE UPDATE ON spaces_member
  FOR EACH ROW EXECUTE FUNCTION spaces_only_leave();
