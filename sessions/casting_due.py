"""Who is asked what they would bring: two days ahead, and once more who said nothing."""

from datetime import timedelta

from django.urls import reverse_lazy

from programmes import clock
from reminders.models import Standing
from sessions.models import Session
from sessions.taking_part import taking_part
from sessions.waits import due, joined_on

CASTING = "sessions.casting"
# So many days before the meeting it is asked, and once more the day before.
AHEAD, AGAIN = timedelta(days=2), timedelta(days=1)


def object_of(session_id: int, person_id: int) -> str:
    """Names openly that somebody said something of a meeting."""
    return f"{session_id}.{person_id}"


def casting(by_group, now, sessions):
    """Takes standing sessions and seats by group; asks only where a meeting is near."""
    near = [one for one in sessions if _is_near(one, by_group[one.group_id][0], now)]
    asked = {
        object_of(session.pk, seat.person_id): (session, seat)
        for session in near
        for seat in taking_part(by_group[session.group_id])
    }
    if not asked:
        return
    said = Standing.objects.filter(kind=CASTING, object_id__in=asked)
    said = set(said.values_list("object_id", flat=True))
    for key, (session, seat) in asked.items():
        if key not in said:
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
