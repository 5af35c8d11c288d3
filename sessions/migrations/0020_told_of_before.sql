-- Mails of kinds that are no more do not leave; who waits for one is told anew.
CREATE TEMPORARY TABLE never_told ON COMMIT DROP AS
SELECT DISTINCT person_id, programme_id FROM reminders_mail
WHERE handed_over_at IS NULL AND state IN ('waiting', 'claimed', 'held')
  AND kind IN ('sessions.first_planned', 'sessions.planned', 'sessions.moved',
               'sessions.cancelled', 'sessions.series_planned', 'sessions.dates',
               'sessions.called_off', 'sessions.one_on_one_planned',
               'sessions.one_on_one_cancelled', 'intake.planned');

UPDATE reminders_mail SET state = 'dropped', leased_until = NULL
WHERE handed_over_at IS NULL AND state IN ('waiting', 'claimed', 'held')
  AND kind IN ('sessions.first_planned', 'sessions.planned', 'sessions.moved',
               'sessions.cancelled', 'sessions.series_planned', 'sessions.dates',
               'sessions.called_off', 'sessions.one_on_one_planned',
               'sessions.one_on_one_cancelled', 'intake.planned');

-- What is to come, as everybody was told of it until now.
CREATE TEMPORARY TABLE named ON COMMIT DROP AS
SELECT id, concat_ws(' ', NULLIF(given_name, ''), NULLIF(infix, ''),
                     NULLIF(family_name, '')) AS name
FROM people_person;

CREATE TEMPORARY TABLE stood ON COMMIT DROP AS
SELECT seat.person_id, session.uid::text AS uid, session.group_id, session.sequence,
       CASE session.kind WHEN 'first' THEN 'first' ELSE 'meeting' END AS kind,
       session."on", session.at, session.minutes, session.place,
       NULL::bigint AS other_id, seat.role = 'mentor' AS leads
FROM mentoring_sessions_session session
JOIN groups_seat seat ON seat.group_id = session.group_id AND seat.left_at IS NULL
WHERE session.state = 'planned'
UNION ALL
SELECT two.person_id, 'intake-' || intake.id, seat.group_id, intake.sequence,
       'intake', intake."on", intake.at, intake.minutes, intake.place,
       two.other_id, two.leads
FROM intake_intake intake
JOIN groups_seat seat ON seat.id = intake.seat_id AND seat.left_at IS NULL
CROSS JOIN LATERAL (VALUES (seat.person_id, intake.mentor_id, false),
                           (intake.mentor_id, seat.person_id, true))
     AS two (person_id, other_id, leads)
WHERE intake.state = 'planned' AND intake.at IS NOT NULL
UNION ALL
SELECT two.person_id, standing.object_id, seat.group_id,
       (standing.facts ->> 'sequence')::integer, 'one_on_one',
       (standing.facts ->> 'on')::date, (standing.facts ->> 'at')::time,
       (standing.facts ->> 'minutes')::integer, standing.facts ->> 'place',
       two.other_id, two.leads
FROM reminders_standing standing
JOIN groups_seat seat ON seat.id = (standing.facts ->> 'seat')::bigint
     AND seat.left_at IS NULL
CROSS JOIN LATERAL (
    VALUES (seat.person_id, (standing.facts ->> 'mentor')::bigint, false),
           ((standing.facts ->> 'mentor')::bigint, seat.person_id, true)
) AS two (person_id, other_id, leads)
WHERE standing.kind = 'sessions.one_on_one' AND standing.facts ->> 'state' = 'planned';

INSERT INTO calendars_told (person_id, uid, group_id, sequence, told, changed_at)
SELECT stood.person_id, stood.uid, stood.group_id, stood.sequence,
       jsonb_build_object(
           'kind', stood.kind,
           'zone', programme.time_zone,
           'on', to_char(stood."on", 'YYYY-MM-DD'),
           'at', to_char(stood.at, 'HH24:MI:SS'),
           'minutes', stood.minutes,
           'place', stood.place,
           'repeat', NULL,
           'group', its.name,
           'mentor', leader.name,
           'other', coalesce(other.name, ''),
           'leads', stood.leads,
           'programme_id', its.programme_id,
           'link', '/'
       ),
       now()
FROM stood
JOIN groups_mentorgroup its ON its.id = stood.group_id
JOIN programmes_programme programme ON programme.id = its.programme_id
JOIN named leader ON leader.id = its.mentor_id
LEFT JOIN named other ON other.id = stood.other_id
WHERE stood."on" >= current_date
  AND NOT EXISTS (SELECT FROM never_told
                  WHERE never_told.person_id = stood.person_id
                    AND never_told.programme_id = its.programme_id);

INSERT INTO calendars_stale (group_id) SELECT id FROM groups_mentorgroup;
