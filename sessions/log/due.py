"""What waits after a meeting: its log to be written, and what was agreed on to be done."""

from datetime import date, timedelta

from django.urls import reverse_lazy

from programmes import clock
from programmes.models import Role
from reminders.models import Standing
from sessions.log.note_takers import to_write_by
from sessions.log.services.actions import ACTION_DUE
from sessions.session.waits import due, when_of

TO_LOG = "sessions.log_to_write"


def notes_to_write(by_group, now, sessions):
    """The log of a meeting of which a mentee takes notes; the mentor is told beside."""
    past = [
        session
        for session in sessions
        if session.logged_at is None
        and _is_over(session, by_group[session.group_id][0], now)
    ]
    if not past:
        return
    noted = to_write_by(by_group[past[0].group_id][0].person, past)
    for session in past:
        if session.pk in noted:
            seat = by_group[session.group_id][0]
            yield to_log(session, seat, mail=False)


def _is_over(session, seat, now) -> bool:
    today = clock.today_in(seat.group.programme, now)
    return seat.role == Role.MENTEE and session.on < today


def to_log(session, seat, **more):
    context = when_of(session)
    since = session.on + timedelta(days=1)
    link = reverse_lazy("sessions:log", args=[session.pk])
    return due(TO_LOG, seat, session.pk, since, link, context=context, **more)


def actions(by_group, now, own):
    for action in own:
        seat = by_group[action.group_id][0]
        today = clock.today_in(seat.group.programme, now)
        since = action.due_on - timedelta(days=1)
        if since <= today:
            yield due(
                ACTION_DUE,
                seat,
                action.pk,
                since,
                reverse_lazy("sessions:action_list", args=[action.group_id]),
                context={"due_on": action.due_on.isoformat()},
                # The worker mails it, by what stands openly of it.
                mail=False,
            )


def standing_actions(by_group, now):
    """For the worker: each is mailed once, the day before or as soon as it is written."""
    seats = {
        (group_id, seat.person_id): seat
        for group_id, seats in by_group.items()
        for seat in seats
    }
    for row in Standing.objects.filter(kind=ACTION_DUE):
        seat = seats.get((row.facts["group"], row.facts["owner"]))
        due_on = date.fromisoformat(row.facts["due_on"])
        if seat is None:
            continue
        since = due_on - timedelta(days=1)
        if since <= clock.today_in(seat.group.programme, now) <= due_on:
            yield due(
                ACTION_DUE,
                seat,
                row.object_id,
                since,
                reverse_lazy("sessions:action_list", args=[seat.group_id]),
                context={"due_on": due_on.isoformat()},
                day=due_on,
            )
