-- Ends the seats of mentees whose morning has come: of who has left the organisation,
-- where a coordinator asked for it, or where one of the pair did, of whose asking nothing
-- is left then; as groups.services.seats.give_up does. Answers each seat with every
-- membership that ended with it. The worker may do this and nothing else with seats and
-- spaces.
CREATE OR REPLACE FUNCTION groups_end_due_seats()
RETURNS TABLE (seat bigint, space uuid, person bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE one record;
BEGIN
  FOR one IN
    SELECT e.id AS ending, e.asked_by_id, e.by_pair, s.id AS seat_id, s.person_id, s.pair_id,
      g.id AS group_id, g.circle_id, g.mentor_id
    FROM groups_seatending e
      JOIN groups_seat s ON s.participation_id = e.participation_id
        AND s.left_at IS NULL AND s.role = 'mentee'
      JOIN people_person p ON p.id = s.person_id AND (e.by_pair OR NOT p.is_active)
      JOIN groups_mentorgroup g ON g.id = s.group_id
        -- Who leads it no longer does not end what another leads.
        AND (NOT e.by_pair OR e.asked_by_id IN (s.person_id, g.mentor_id))
        -- What was asked of a seat says nothing of the next one.
        AND (NOT e.by_pair OR s.joined_at <= e.asked_at)
    WHERE e.called_off_at IS NULL AND e.done_at IS NULL AND e.due_at <= now()
    ORDER BY e.id
    -- What somebody changes at this moment waits for the next round.
    FOR UPDATE OF e, s SKIP LOCKED
    FOR NO KEY UPDATE OF g SKIP LOCKED
  LOOP
    -- Who of a pair asked stands nowhere; where both did it ends once.
    DELETE FROM groups_seatending WHERE id = one.ending AND by_pair;
    UPDATE groups_seatending SET done_at = now() WHERE id = one.ending;
    UPDATE groups_seat SET left_at = clock_timestamp(),
        left_by_id = CASE WHEN NOT one.by_pair THEN one.asked_by_id END
      WHERE id = one.seat_id AND left_at IS NULL;
    CONTINUE WHEN NOT FOUND;
    seat := one.seat_id;
    space := NULL;
    RETURN NEXT;
    FOR space, person IN
      UPDATE spaces_member m SET left_at = now()
      WHERE m.left_at IS NULL AND (
        m.person_id = one.mentor_id AND m.space_id = one.pair_id
        OR m.person_id = one.person_id AND m.space_id IN (
          SELECT one.circle_id
          UNION SELECT f.space_id FROM groups_formercircle f
            WHERE f.group_id = one.group_id AND f.until >= (
              SELECT min(joined_at) FROM groups_seat
                WHERE group_id = one.group_id AND person_id = one.person_id
            )
        )
      )
      RETURNING m.space_id, m.person_id
    LOOP
      RETURN NEXT;
    END LOOP;
  END LOOP;
  -- Taken back, or ended in another way meanwhile: nor does that one of a pair asked.
  DELETE FROM groups_seatending e
    WHERE e.by_pair AND (e.called_off_at IS NOT NULL OR e.done_at IS NOT NULL
      OR e.due_at <= now() AND NOT EXISTS (
        SELECT FROM groups_seat s
          WHERE s.participation_id = e.participation_id AND s.left_at IS NULL
            AND s.joined_at <= e.asked_at
      ));
  UPDATE groups_seatending e SET done_at = now()
    WHERE e.called_off_at IS NULL AND e.done_at IS NULL AND e.due_at <= now()
      AND NOT EXISTS (
        SELECT FROM groups_seat s
          WHERE s.participation_id = e.participation_id AND s.left_at IS NULL
      );
END
$$;

REVOKE ALL ON FUNCTION groups_end_due_seats FROM PUBLIC;
GRANT EXECUTE ON FUNCTION groups_end_due_seats TO crossmentor_web, crossmentor_worker;
