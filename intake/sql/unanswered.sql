-- An intake starts unanswered in its first round, whatever the insert says.
CREATE OR REPLACE FUNCTION intake_start_unanswered() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  NEW.mentor_answered_at := NULL;
  NEW.mentee_answered_at := NULL;
  NEW.asked_at := NULL;
  NEW.round := 1;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER intake_unanswered BEFORE INSERT ON intake_intake
  FOR EACH ROW EXECUTE FUNCTION intake_start_unanswered();
