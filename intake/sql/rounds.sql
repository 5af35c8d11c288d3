-- Each intake has its first round from the start.
CREATE OR REPLACE FUNCTION intake_start_round() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
BEGIN
  INSERT INTO intake_round (intake_id, number) VALUES (NEW.id, 1);
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER intake_first_round AFTER INSERT ON intake_intake
  FOR EACH ROW EXECUTE FUNCTION intake_start_round();

-- Either of the two has both asked once more; the answers of before stay in their round.
CREATE OR REPLACE FUNCTION intake_open_round(the_intake bigint, asked timestamptz)
RETURNS integer
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

REVOKE ALL ON FUNCTION intake_open_round FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake_open_round TO crossmentor_web;
