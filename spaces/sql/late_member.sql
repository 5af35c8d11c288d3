-- A space never gains a member, whoever asks (design, invariant 1).
CREATE OR REPLACE FUNCTION spaces_refuse_late_member() RETURNS trigger
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

CREATE OR REPLACE TRIGGER spaces_member_not_late BEFORE INSERT ON spaces_member
  FOR EACH ROW EXECUTE FUNCTION spaces_refuse_late_member();
