"""What waits for a member on the day of a meeting and after it, of confidential rows."""

from datetime import timedelta

from django.urls import reverse_lazy

from programmes import clock
from programmes.models import Role
from sessions.models import Run
from sessions.note_takers import to_write_by
from sessions.waits import due, when_of

UNDER_WAY, TO_LOG = "sessions.under_way", "sessions.log_to_write"


def runs_of(sessions, now) -> dict:
    """By the id of each meeting that its group goes through now: the id of that run.

    Only around the day of a meeting it is asked.
    """
    days = (clock.earliest_day(now) - timedelta(days=1), clock.latest_day(now))
    near = [one.pk for one in sessions if one.is_planned and _is_in(one, days)]
    if not near:
        return {}
    runs = Run.objects.of_sessions(near).under_way(now)
    return dict(runs.values_list("session", "pk"))


def _is_in(session, days) -> bool:
    return session.logged_at is None and days[0] <= session.on <= days[1]


def together(by_group, now, sessions):
    """The group sits together, and goes through its meeting step by step."""
    runs = runs_of(sessions, now)
    for session in sessions:
        if session.pk in runs:
            seat = by_group[session.group_id][0]
            link = reverse_lazy("sessions:run", args=[runs[session.pk]])
            yield due(UNDER_WAY, seat, session.pk, session.on, link, mail=False)


def notes_to_write(by_group, now, sessions):
    """The log of a meeting of which a mentee takes notes; the mentor is told beside."""
    past = [
        one
        for one in sessions
        if one.logged_at is None and _is_over(one, by_group[one.group_id][0], now)
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
