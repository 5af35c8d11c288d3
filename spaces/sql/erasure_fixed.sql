-- That a space was erased is written down for good.
CREATE OR REPLACE FUNCTION spaces_refuse_other_erasure() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  RAISE EXCEPTION 'what is erased stays so' USING ERRCODE = 'check_violation';
END
$$;

CREATE OR REPLACE TRIGGER spaces_erasure_fixed BEFORE UPDATE OR DELETE ON spaces_erasure
  FOR EACH ROW EXECUTE FUNCTION spaces_refuse_other_erasure();

-- What is done stays so, and what is asked for is not changed.
CREATE OR REPLACE FUNCTION spaces_keep_own_erasure() RETURNS trigger
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

CREATE OR REPLACE TRIGGER spaces_ownerasure_fixed BEFORE UPDATE OR DELETE ON spaces_ownerasure
  FOR EACH ROW EXECUTE FUNCTION spaces_keep_own_erasure();
