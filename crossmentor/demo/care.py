"""Where something is to be looked after: an adviser, and a group that became small."""

import datetime as dt

from django.db import transaction

from crossmentor.demo.days import at
from groups.models import LEAST
from groups.services import leave_seat
from people.models import Adviser
from people.services.advisers import name_adviser
from spaces.acting import acting_as

NAMED, LEFT = dt.timedelta(60), dt.timedelta(2)


def name_an_adviser(organisation, by, today: dt.date):
    """Somebody of the firm who takes part in nothing, named weeks ago."""
    free = organisation.people.active().filter(participations=None, reports=None)
    person = free.exclude(pk=by.pk).earliest("sort_key")
    with at(today - NAMED), acting_as(by), transaction.atomic():
        name_adviser(
            adviser=Adviser(
                organisation=organisation,
                name=person.full_name,
                telephone="030 555 01 23",
                email=person.email,
                place="Utrecht, kamer 0.07, dinsdag en donderdag",
            ),
            by=by,
        )


def leave_three(group, by, today: dt.date):
    """Mentees leave until three are left, of which the coordinator is told."""
    seats = list(group.seats.held().mentees().with_person())
    with at(today - LEFT), acting_as(by), transaction.atomic():
        for seat in seats[LEAST:]:
            leave_seat(seat=seat, by=by)
