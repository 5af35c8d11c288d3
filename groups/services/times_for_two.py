"""Times at which the two of a pair can both talk."""

from datetime import timedelta

from calendars import proposing
from calendars.daysoff import days_off
from calendars.engaged import engagements
from groups.services.availability import who_cannot
from programmes import clock

TWO_WEEKS = timedelta(days=13)
# So many are offered, one a day.
AT_MOST = 6


def times_for_two(*, seat, by, minutes: int, days=TWO_WEEKS) -> list[proposing.Offer]:
    """Times of the coming days at which the mentee of a seat and the mentor both can.

    As far as is known to who acts, `by`: in the same way as `who_cannot`, and none when
    that person meets somebody already, as both do when their group meets. At most one a
    day, and none of which nothing is known.
    """
    group = seat.group
    first = clock.today_in(group.programme) + timedelta(days=1)
    until = first + days
    free = set(days_off(group.programme.habits, first, until))
    times = proposing.times_in(first, until, minutes=minutes, free=free)
    moments = [(on, at, minutes) for on, at in times]
    two = {group.mentor_id, seat.person_id}
    engaged = engagements(by)
    suit = [
        (moment.on, moment.at)
        for moment, people in who_cannot(group=group, moments=moments).items()
        if two.isdisjoint(people) and not _meets(group, moment, engaged)
    ]
    return proposing.offers(suit, {}, most=AT_MOST)


def _meets(group, moment, engaged) -> bool:
    begins = clock.wall_clock(group.programme, moment.on, moment.at)
    ends = begins + timedelta(minutes=moment.minutes)
    return any(since < ends and begins < until for since, until in engaged)
