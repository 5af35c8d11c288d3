-- Whether the holder of a seat pauses at this moment: who does is not asked to vote, and no
-- ballot of theirs is taken.
CREATE OR REPLACE FUNCTION sessions_pauses(the_seat bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
  SELECT EXISTS (
    SELECT FROM groups_pause p
      WHERE p.seat_id = the_seat AND p.ended_at IS NULL
        AND p.began_at <= clock_timestamp() AND p.ends_at > clock_timestamp()
  )
$$;

-- In the name of who acts, in a group in which they sit, while it is open; again changes
-- the answer. Answers whether it was taken, and raises nothing, as a log might quote it.
CREATE OR REPLACE FUNCTION sessions_cast_ballot(the_extension bigint, the_answer text)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(19160, the_extension::integer);
  IF the_answer IS NULL OR the_answer NOT IN ('go_on', 'changes', 'stop')
    OR NOT EXISTS (
      SELECT FROM mentoring_sessions_extension e
        JOIN groups_seat s ON s.group_id = e.group_id AND s.left_at IS NULL
        WHERE e.id = the_extension AND e.closed_at IS NULL
          AND e.closes_at > clock_timestamp() AND s.person_id = spaces_person()
          AND NOT sessions_pauses(s.id)
    )
  THEN
    RETURN false;
  END IF;
  INSERT INTO mentoring_sessions_ballot (id, extension_id, person_id, answer)
    VALUES (gen_random_uuid(), the_extension, spaces_person(), the_answer)
    ON CONFLICT (extension_id, person_id) DO UPDATE SET answer = EXCLUDED.answer;
  RETURN true;
END
$$;

-- Whether who acts has voted; not how, and of nobody else.
CREATE OR REPLACE FUNCTION sessions_has_cast(the_extension bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT EXISTS (
    SELECT FROM mentoring_sessions_ballot
      WHERE extension_id = the_extension AND person_id = spaces_person()
  )
$$;

-- Once its time is over: writes the outcome, answers it, and the ballots are gone. The
-- group goes on when its mentor and four others do, or three for a reason. Who has left
-- the group or the organisation is not counted; silence is no vote. A group that does
-- not go on has its last day, which is never one that has passed. NULL: not yet, or
-- closed already. A pause takes no ballot away that was cast before it: who may decide on a
-- pause would decide on the vote.
CREATE OR REPLACE FUNCTION sessions_close_extension(the_extension bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE said text;
BEGIN
  PERFORM pg_advisory_xact_lock(19160, the_extension::integer);
  UPDATE mentoring_sessions_extension e
    SET closed_at = clock_timestamp(),
        outcome = (
          SELECT CASE
            WHEN count(*) FILTER (WHERE s.role = 'mentor') = 1
              AND count(*) FILTER (WHERE s.role = 'mentee')
                  >= CASE WHEN e.reason = '' THEN 4 ELSE 3 END
            THEN 'goes_on' ELSE 'ends' END
          FROM mentoring_sessions_ballot b
            JOIN groups_seat s ON s.group_id = e.group_id
              AND s.person_id = b.person_id AND s.left_at IS NULL
            JOIN people_person p ON p.id = b.person_id AND p.is_active
          WHERE b.extension_id = e.id AND b.answer IN ('go_on', 'changes')
        )
    WHERE e.id = the_extension AND e.closed_at IS NULL
      AND e.closes_at <= clock_timestamp()
    RETURNING e.outcome INTO said;
  IF said IS NOT NULL THEN
    DELETE FROM mentoring_sessions_ballot WHERE extension_id = the_extension;
  END IF;
  IF said = 'ends' THEN
    UPDATE groups_mentorgroup g SET ended_on = greatest(e.ends_on, current_date)
      FROM mentoring_sessions_extension e
      WHERE e.id = the_extension AND g.id = e.group_id;
  END IF;
  RETURN said;
END
$$;

-- Who opens a vote says nothing of its outcome.
CREATE OR REPLACE FUNCTION sessions_start_undecided() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
  NEW.outcome := '';
  NEW.closed_at := NULL;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER sessions_extension_undecided
  BEFORE INSERT ON mentoring_sessions_extension
  FOR EACH ROW EXECUTE FUNCTION sessions_start_undecided();

REVOKE ALL ON FUNCTION sessions_pauses, sessions_cast_ballot, sessions_has_cast,
  sessions_close_extension FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sessions_cast_ballot, sessions_has_cast TO crossmentor_web;
GRANT EXECUTE ON FUNCTION sessions_close_extension TO crossmentor_worker;
