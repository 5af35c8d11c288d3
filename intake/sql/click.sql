-- Neither side sees the other's answer of a round before both of it are in (R5).
CREATE OR REPLACE FUNCTION intake_both_answered(the_intake bigint, the_round integer)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT coalesce((SELECT both_at IS NOT NULL FROM intake_round
    WHERE intake_id = the_intake AND number = the_round), false)
$$;

-- The only thing that writes who answered, as the owner of the tables.
CREATE OR REPLACE FUNCTION intake_note_click() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE mentor bigint; mentee bigint; the_pair uuid; complete boolean;
BEGIN
  SELECT i.mentor_id, s.person_id, s.pair_id INTO mentor, mentee, the_pair
    FROM intake_intake i JOIN groups_seat s ON s.id = i.seat_id
    WHERE i.id = NEW.intake_id;
  IF NEW.author_id IS DISTINCT FROM spaces_person()
     OR NEW.author_id NOT IN (mentor, mentee)
     OR NEW.space_id IS DISTINCT FROM the_pair THEN
    RAISE EXCEPTION 'only the two of an intake answer for themselves, to the pair'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE intake_intake SET
    mentor_answered_at = CASE WHEN NEW.author_id = mentor THEN now()
                              ELSE mentor_answered_at END,
    mentee_answered_at = CASE WHEN NEW.author_id = mentee THEN now()
                              ELSE mentee_answered_at END
    WHERE id = NEW.intake_id AND round = NEW.round
    RETURNING mentor_answered_at IS NOT NULL AND mentee_answered_at IS NOT NULL
    INTO complete;
  IF complete IS NULL THEN
    RAISE EXCEPTION 'only the round that is asked now is answered'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF complete THEN
    UPDATE intake_round SET both_at = now()
      WHERE intake_id = NEW.intake_id AND number = NEW.round;
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER intake_click_noted BEFORE INSERT ON intake_clickanswer
  FOR EACH ROW EXECUTE FUNCTION intake_note_click();

REVOKE ALL ON FUNCTION intake_both_answered FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake_both_answered TO crossmentor_web;
