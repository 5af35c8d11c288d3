-- The id of a space is used once, also after the space has gone.
CREATE OR REPLACE FUNCTION spaces_use_once() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
BEGIN
  INSERT INTO spaces_usedspace (space_id) VALUES (NEW.id);
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER spaces_space_once AFTER INSERT ON spaces_space
  FOR EACH ROW EXECUTE FUNCTION spaces_use_once();
