"""Intakes of the demonstration that are still under way."""

import datetime as dt

from crossmentor.demo.year import doing, fresh, workday
from intake import services as intakes
from intake.models import MenteeSeat


def talk_once_more(group, today: dt.date):
    """One of the pairs talks for a second time; times for it wait to be chosen from."""
    mentor = group.seats.held().mentors().get().person
    # Not of the one who is looked in on: that intake is over.
    seat = MenteeSeat.objects.with_intake().held().filter(group=group).latest("pk")
    with doing(mentor, today - dt.timedelta(2)):
        intakes.decide_outcome(
            seat=fresh(seat),
            by=mentor,
            outcome="again",
            until=today + dt.timedelta(21),
        )
    # When the group never meets.
    starts = {3: dt.time(11), 6: dt.time(9, 30), 8: dt.time(13, 30)}
    with doing(mentor, today - dt.timedelta(1)):
        intakes.offer_times(
            seat=fresh(seat),
            times=[
                (workday(today + dt.timedelta(later)), at)
                for later, at in starts.items()
            ],
            minutes=45,
            place="Kamer 2.14",
        )


def pause_one(group, today: dt.date):
    """Who came last but one takes a pause of some weeks."""
    mentor = group.seats.held().mentors().get().person
    seats = MenteeSeat.objects.with_intake().held().filter(group=group)
    with doing(mentor, today - dt.timedelta(1), 16):
        intakes.decide_outcome(
            seat=seats.order_by("-pk")[1],
            by=mentor,
            outcome="paused",
            until=workday(today + dt.timedelta(24)),
        )
