import datetime as dt

import pytest
import time_machine

from intake import services
from intake.models import MenteeSeat
from spaces.acting import acting_as

# A Monday.
NOW = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def seat(mentee):
    return MenteeSeat.objects.with_intake().get(person=mentee)


@pytest.fixture
def held(clock, seat, mentor):
    with acting_as(mentor):
        services.hold_intake(seat=seat, on=TODAY)
    return MenteeSeat.objects.with_intake().get(pk=seat.pk)
