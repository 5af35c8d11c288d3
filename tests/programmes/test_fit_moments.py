"""When people can meet is a moment to come, and one that a clock shows."""

import datetime as dt
from contextlib import nullcontext

import pytest
import time_machine

from programmes.models import Programme
from programmes.moments import refuse_unfit
from spaces.errors import DomainError

# Eleven o'clock in Amsterdam, ten in London.
NOW = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
TODAY = NOW.date()
SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2027, 10, 31)


@pytest.mark.parametrize(
    ("zone", "on", "at", "words"),
    [
        ("Europe/Amsterdam", TODAY, "11:00", "still to come"),
        ("Europe/Amsterdam", TODAY, "11:01", None),
        ("Europe/London", TODAY, "10:30", None),
        ("Europe/Amsterdam", TODAY - dt.timedelta(1), "16:00", "still to come"),
        ("Europe/Amsterdam", SPRING, "01:59", None),
        ("Europe/Amsterdam", SPRING, "02:00", "skip this hour"),
        ("Europe/Amsterdam", SPRING, "02:30", "skip this hour"),
        ("Europe/Amsterdam", SPRING, "03:00", None),
        ("Europe/London", SPRING, "01:30", "skip this hour"),
        ("Europe/London", SPRING, "02:30", None),
        # Twice is enough for once.
        ("Europe/Amsterdam", AUTUMN, "02:30", None),
        ("Australia/Lord_Howe", dt.date(2027, 10, 3), "02:15", "skip this hour"),
        ("Australia/Lord_Howe", dt.date(2027, 10, 3), "02:30", None),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_a_moment(zone, on, at, words):
    programme = Programme(time_zone=zone)
    fits = pytest.raises(DomainError, match=words) if words else nullcontext()

    with fits:
        refuse_unfit(programme=programme, on=on, at=dt.time.fromisoformat(at))
