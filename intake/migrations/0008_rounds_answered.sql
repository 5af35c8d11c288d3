-- What was asked and answered before is the first round.
INSERT INTO intake_round (intake_id, number, both_at)
  SELECT id, 1, CASE WHEN mentor_answered_at IS NOT NULL
                      AND mentee_answered_at IS NOT NULL
                     THEN greatest(mentor_answered_at, mentee_answered_at) END
  FROM intake_intake;
