-- A signature of before was given in the circle that the group had at that moment.
UPDATE mentoring_sessions_signature signature
SET circle_id = COALESCE(
  (SELECT former.space_id FROM groups_formercircle former
   WHERE former.group_id = seat.group_id AND former.until > signature.signed_at
   ORDER BY former.until LIMIT 1),
  mentor_group.circle_id)
FROM groups_seat seat JOIN groups_mentorgroup mentor_group
  ON mentor_group.id = seat.group_id
WHERE seat.id = signature.seat_id;
