-- A pause takes no ballot away that was cast before it: who may decide on a pause would
-- decide on the vote.

-- Once its time is over: writes the outcome, answers it, and the ballots are gone. The
-- group goes on when its mentor and four others do, or three for a reason. Who has left
-- the group or the organisation is not counted; silence is no vote. A group that does
-- not go on has its last day, which is never one that has passed. NULL: not yet, or
-- closed already.
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
