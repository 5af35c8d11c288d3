"""One thing that waits for who has a seat in a group, and when it is said again."""

from datetime import timedelta

from programmes import clock
from reminders.due import Due
from reminders.letters import called

# A reminder of the same thing comes again after so many days, at most so often.
AGAIN_DAYS, TIMES = 3, 4


def due(kind, seat, object_id, since, link, **more):
    context = {"group": called(seat.group)} | more.pop("context", {})
    return Due(
        kind=kind,
        person=seat.person,
        programme_id=seat.group.programme_id,
        zone=seat.group.programme.time_zone,
        object_id=str(object_id),
        since=since,
        link=link,
        context=context,
        **more,
    )


def when_of(session) -> dict:
    return {
        "session": session.pk,
        "on": session.on.isoformat(),
        "at": session.at.isoformat(),
        "place": session.place,
    }


def again(since, today):
    """The day of the latest reminder: every few days a new one, a few times."""
    times = min((today - since).days // AGAIN_DAYS, TIMES - 1)
    return since + timedelta(days=AGAIN_DAYS * max(times, 0))


def joined_on(seat):
    return clock.day_of(seat.group.programme, seat.joined_at)
