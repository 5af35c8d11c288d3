from datetime import timedelta

from calendars import proposing
from calendars.daysoff import days_off
from programmes import clock
from sessions.dates.services.members import who_cannot_at


def offer_dates(*, group, first, until, minutes: int, session=None):
    """Dates of a period on which most members can, to ask the group about.

    None that has passed, is a day off, or on which the group meets already, but for
    the day of the `session` that is to move; nothing is written.
    """
    programme = group.programme
    first = max(first, clock.today_in(programme) + timedelta(days=1))
    until = min(until, first + proposing.LONGEST)
    meets = group.sessions.standing().exclude(pk=session and session.pk)
    free = {
        *days_off(programme.habits, first, until),
        *meets.values_list("on", flat=True),
    }
    now = (session.on, session.at) if session else None
    times = [
        moment
        for moment in proposing.times_in(first, until, minutes=minutes, free=free)
        if moment != now
    ]
    moments = [(on, at, minutes) for on, at in times]
    missing = {
        (moment.on, moment.at): people
        for moment, people in who_cannot_at(group=group, moments=moments).items()
    }
    return proposing.offers(times, missing)
