"""What the calendars of two people should have of their one-on-ones.

The worker cannot read those: it is what their open rows say.
"""

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.urls import reverse

from calendars.appointment import ONE_ON_ONE as KIND
from calendars.appointment import Wanted
from calendars.repeating import When
from groups.appointments import of_pair
from groups.models import Seat
from reminders.models import Standing
from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.one_on_ones.services.one_on_ones import ONE_ON_ONE

DATED = [OneOnOne.State.PLANNED, OneOnOne.State.HELD]


def of_groups(groups) -> Iterator[Wanted]:
    """Those of seats of these groups, that have a date."""
    numbers = list(Seat.objects.filter(group__in=groups).values_list("pk", flat=True))
    rows = Standing.objects.filter(
        kind=ONE_ON_ONE, facts__state__in=DATED, facts__seat__in=numbers
    )
    rows = list(rows.order_by("pk"))
    seats = Seat.objects.select_related("person", "group__mentor", "group__programme")
    seats = seats.in_bulk({row.facts["seat"] for row in rows})
    mentors = get_user_model().objects.in_bulk({row.facts["mentor"] for row in rows})
    for row in rows:
        facts = row.facts
        yield from of_pair(
            seats[facts["seat"]],
            mentors[facts["mentor"]],
            uid=row.object_id,
            kind=KIND,
            when=When.read(facts),
            link=reverse("sessions:one_on_one", args=[row.object_id]),
        )
