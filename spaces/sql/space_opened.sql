-- In which transaction a space opened: members come in that one alone.
CREATE OR REPLACE FUNCTION spaces_remember_transaction() RETURNS trigger
LANGUAGE plpgsql AS
$$ BEGIN NEW.opened_in := pg_current_xact_id()::text::bigint; RETURN NEW; END $$;

CREATE OR REPLACE TRIGGER spaces_space_opened BEFORE INSERT ON spaces_space
  FOR EACH ROW EXECUTE FUNCTION spaces_remember_transaction();
