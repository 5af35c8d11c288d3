-- Everybody signs for themselves: nobody, not even the mentor, does it for another (R7).
CREATE OR REPLACE FUNCTION sessions_sign_for_oneself() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  IF spaces_person() IS DISTINCT FROM
     (SELECT person_id FROM groups_seat WHERE id = NEW.seat_id) THEN
    RAISE EXCEPTION 'everybody signs for themselves'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER sessions_signature_of_oneself
  BEFORE INSERT ON mentoring_sessions_signature
  FOR EACH ROW EXECUTE FUNCTION sessions_sign_for_oneself();
