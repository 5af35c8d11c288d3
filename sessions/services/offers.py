from datetime import timedelta

from calendars.daysoff import days_off
from groups.services import who_cannot
from programmes import clock
from sessions import proposing
from sessions.services.members import who_cannot_at

TWO_WEEKS = timedelta(days=13)


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
        one
        for one in proposing.times_in(first, until, minutes=minutes, free=free)
        if one != now
    ]
    moments = [(on, at, minutes) for on, at in times]
    missing = {
        (moment.on, moment.at): people
        for moment, people in who_cannot_at(group=group, moments=moments).items()
    }
    return proposing.offers(times, missing)


def offer_times(*, one_on_one, days=TWO_WEEKS) -> list[proposing.Offer]:
    """Times of the coming days at which both of the two can, as far as is known.

    At most one a day and six in all; none of which nothing is known.
    """
    group = one_on_one.seat.group
    first = clock.today_in(group.programme) + timedelta(days=1)
    until = first + days
    free = set(days_off(group.programme.habits, first, until))
    minutes = one_on_one.minutes
    times = proposing.times_in(first, until, minutes=minutes, free=free)
    moments = [(on, at, minutes) for on, at in times]
    two = {one_on_one.mentor_id, one_on_one.mentee.pk}
    suit = [
        (moment.on, moment.at)
        for moment, people in who_cannot(group=group, moments=moments).items()
        if two.isdisjoint(people)
    ]
    return proposing.offers(suit, {}, most=6)
