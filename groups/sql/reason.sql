-- Why a group may cross disciplines is not taken away while it does.
CREATE OR REPLACE FUNCTION groups_check_reason() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  IF EXISTS (SELECT FROM groups_breach WHERE group_id = NEW.id
             AND rule = 'discipline' AND tolerance_id IS NULL) THEN
    RAISE EXCEPTION 'members share one discipline, or a reason is given'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_breach_discipline';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS groups_r2_reason_kept ON groups_mentorgroup;
CREATE CONSTRAINT TRIGGER groups_r2_reason_kept
  AFTER UPDATE OF cross_discipline_reason ON groups_mentorgroup
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION groups_check_reason();
