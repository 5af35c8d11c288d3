-- Reminders that were laid ready say what they rest on: the worker asks that from now on.
INSERT INTO reminders_standing (kind, object_id, facts)
SELECT
    mail.kind,
    mail.object_id,
    jsonb_build_object(
        'group', seat.group_id,
        'owner', mail.person_id,
        'due_on', mail.context ->> 'due_on'
    )
FROM reminders_mail mail
JOIN groups_seat seat ON seat.person_id = mail.person_id AND seat.left_at IS NULL
JOIN groups_mentorgroup mentor_group
    ON mentor_group.id = seat.group_id AND mentor_group.programme_id = mail.programme_id
WHERE mail.kind = 'sessions.action_due' AND mail.state = 'waiting'
ON CONFLICT DO NOTHING;

INSERT INTO reminders_standing (kind, object_id, facts)
SELECT DISTINCT ON (split_part(mail.object_id, '.', 1))
    'sessions.one_on_one',
    split_part(mail.object_id, '.', 1),
    mail.context || jsonb_build_object(
        'state', split_part(mail.kind, '_', 4),
        'mentor', mentor_group.mentor_id
    )
FROM reminders_mail mail
JOIN groups_seat seat ON seat.id = (mail.context ->> 'seat')::bigint
JOIN groups_mentorgroup mentor_group ON mentor_group.id = seat.group_id
WHERE
    mail.kind IN ('sessions.one_on_one_asked', 'sessions.one_on_one_planned')
    AND mail.state = 'waiting'
ORDER BY split_part(mail.object_id, '.', 1), mail.id DESC
ON CONFLICT DO NOTHING;
