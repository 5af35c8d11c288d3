-- The line of a goal holds what was noted of the one that it was split off: when that is
-- erased, the lines of all that came of it are as well, until they are drawn anew.
CREATE OR REPLACE FUNCTION workbook_erase_lines() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  DELETE FROM workbook_shownline WHERE shown_id IN (
    WITH RECURSIVE part AS (
      SELECT id, text_id FROM workbook_goal
        WHERE split_from = OLD.id AND author_id = OLD.author_id
      UNION
      SELECT one.id, one.text_id FROM workbook_goal one JOIN part ON one.split_from = part.id
        WHERE one.author_id = OLD.author_id
    )
    SELECT shown.id FROM writing_shown shown JOIN part USING (text_id));
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER workbook_line_goes_along AFTER DELETE ON workbook_goal
  FOR EACH ROW EXECUTE FUNCTION workbook_erase_lines();
