"""Who is asked what they would bring, and who is led to a meeting that is under way."""

from datetime import timedelta

from django.urls import reverse_lazy

from programmes import clock
from reminders.models import Standing
from sessions.methods.models.run import Run
from sessions.running.taking_part import taking_part
from sessions.session.models.session import Session
from sessions.session.waits import due, joined_on

CASTING = "sessions.casting"
# So many days before the meeting it is asked, and once more the day before.
AHEAD, AGAIN = timedelta(days=2), timedelta(days=1)


def object_of(session_id: int, person_id: int) -> str:
    """Names openly that somebody said something of a meeting."""
    return f"{session_id}.{person_id}"


def casting(by_group, now, sessions):
    """Takes standing sessions and seats by group; asks only where a meeting is near."""
    near = [
        session
        for session in sessions
        if _is_near(session, by_group[session.group_id][0], now)
    ]
    asked = {
        object_of(session.pk, seat.person_id): (session, seat)
        for session in near
        for seat in taking_part(by_group[session.group_id])
    }
    if not asked:
        return
    standing = Standing.objects.filter(kind=CASTING, object_id__in=asked)
    standing = set(standing.values_list("object_id", flat=True))
    for key, (session, seat) in asked.items():
        if key not in standing:
            yield _to_say(session, seat, now)


def _is_near(session, seat, now) -> bool:
    today = clock.today_in(seat.group.programme, now)
    if session.kind != Session.Kind.INTERVISION or not session.is_planned:
        return False
    begins = clock.wall_clock(seat.group.programme, session.on, session.at)
    return session.on <= today + AHEAD and now < begins


def _to_say(session, seat, now):
    today = clock.today_in(seat.group.programme, now)
    since = max(session.on - AHEAD, joined_on(seat))
    return due(
        CASTING,
        seat,
        session.pk,
        since,
        reverse_lazy("sessions:casting", args=[session.pk]),
        context={"on": session.on.isoformat()},
        # On the day itself Today still asks, and no mail.
        mail=today < session.on,
        day=max(since, min(today, session.on - AGAIN)),
    )


UNDER_WAY = "sessions.under_way"


def runs_of(sessions, now) -> dict:
    """By the id of each meeting that its group goes through now: the id of that run.

    Only around the day of a meeting it is asked.
    """
    days = (clock.earliest_day(now) - timedelta(days=1), clock.latest_day(now))
    near = [
        session.pk
        for session in sessions
        if session.is_planned and _is_in(session, days)
    ]
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
