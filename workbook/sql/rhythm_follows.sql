-- Of goals that were erased nothing is asked: as `follow_rhythm` has it, but that nothing
-- begins to count anew.
CREATE OR REPLACE FUNCTION workbook_follow_rhythm() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  UPDATE workbook_checkinrhythm rhythm SET since = (
    SELECT CASE
      WHEN bool_or(paused_at IS NULL OR paused_until <= CURRENT_DATE) THEN rhythm.since
      ELSE min(paused_until) END
    FROM workbook_goal
    WHERE author_id = OLD.author_id AND archived_at IS NULL AND reached_at IS NULL)
  WHERE person_id = OLD.author_id AND since IS NOT NULL;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER workbook_rhythm_follows AFTER DELETE ON workbook_goal
  FOR EACH ROW EXECUTE FUNCTION workbook_follow_rhythm();
