-- Only the author shows a page, keeps the copy current, and takes it back.
CREATE FUNCTION workbook_shown_by_author() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.author_id IS DISTINCT FROM spaces_person()
     OR TG_OP <> 'DELETE' AND NEW.author_id IS DISTINCT FROM spaces_person() THEN
    RAISE EXCEPTION 'only its author shows a page'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER workbook_shown_by_author BEFORE INSERT OR UPDATE OR DELETE
  ON workbook_shown FOR EACH ROW EXECUTE FUNCTION workbook_shown_by_author();

-- A revision is one save and stays what it was; a second version is settled once.
CREATE FUNCTION workbook_revision_is_fixed() RETURNS trigger
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

CREATE TRIGGER workbook_revision_is_fixed BEFORE UPDATE ON workbook_revision
  FOR EACH ROW EXECUTE FUNCTION workbook_revision_is_fixed();
