-- Neither side sees the other's click answer before both have answered (R5).

CREATE FUNCTION intake_both_answered(the_intake bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT mentor_answered_at IS NOT NULL AND mentee_answered_at IS NOT NULL
  FROM intake_intake WHERE id = the_intake
$$;

-- The only thing that writes the two times, as the owner of the table.
CREATE FUNCTION intake_note_click() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE mentor bigint; mentee bigint; the_pair uuid;
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
    WHERE id = NEW.intake_id;
  RETURN NEW;
END
$$;

CREATE TRIGGER intake_click_noted BEFORE INSERT ON intake_clickanswer
  FOR EACH ROW EXECUTE FUNCTION intake_note_click();

-- An intake starts unanswered, whatever the insert says.
CREATE FUNCTION intake_start_unanswered() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  NEW.mentor_answered_at := NULL;
  NEW.mentee_answered_at := NULL;
  RETURN NEW;
END
$$;

CREATE TRIGGER intake_unanswered BEFORE INSERT ON intake_intake
  FOR EACH ROW EXECUTE FUNCTION intake_start_unanswered();

REVOKE ALL ON FUNCTION intake_both_answered FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake_both_answered TO crossmentor_web;
