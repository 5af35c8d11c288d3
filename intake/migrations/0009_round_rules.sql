-- Neither side sees the other's answer of a round before both of it are in (R5).

CREATE FUNCTION intake_both_answered(the_intake bigint, the_round integer)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT coalesce((SELECT both_at IS NOT NULL FROM intake_round
    WHERE intake_id = the_intake AND number = the_round), false)
$$;

-- The policy of before asks of the intake as a whole; never for a moment without one.
DO
$$
BEGIN
  IF EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public'
             AND tablename = 'intake_clickanswer' AND policyname = 'both_answered') THEN
    ALTER POLICY both_answered ON intake_clickanswer
      USING (author_id = spaces_person() OR intake_both_answered(intake_id, round));
  END IF;
END
$$;
DROP FUNCTION intake_both_answered(bigint);

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

CREATE FUNCTION intake_start_round() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
BEGIN
  INSERT INTO intake_round (intake_id, number) VALUES (NEW.id, 1);
  RETURN NULL;
END
$$;

CREATE TRIGGER intake_first_round AFTER INSERT ON intake_intake
  FOR EACH ROW EXECUTE FUNCTION intake_start_round();

-- Either of the two has both asked once more; the answers of before stay in their round.
CREATE FUNCTION intake_open_round(the_intake bigint, asked timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE opened integer;
BEGIN
  UPDATE intake_intake i SET round = i.round + 1, asked_at = asked,
      mentor_answered_at = NULL, mentee_answered_at = NULL
    FROM groups_seat s
    WHERE i.id = the_intake AND s.id = i.seat_id AND s.left_at IS NULL
      AND spaces_person() IN (i.mentor_id, s.person_id)
    RETURNING i.round INTO opened;
  IF opened IS NULL THEN
    RAISE EXCEPTION 'only the two of an intake are asked once more'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO intake_round (intake_id, number) VALUES (the_intake, opened);
  RETURN opened;
END
$$;

REVOKE ALL ON FUNCTION intake_both_answered FROM PUBLIC;
REVOKE ALL ON FUNCTION intake_open_round FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake_both_answered TO crossmentor_web;
GRANT EXECUTE ON FUNCTION intake_open_round TO crossmentor_web;
