from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calendars.available import Moment, Stretch, stretches

ZONES = [
    "Europe/Amsterdam",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kolkata",
]
MINUTE = timedelta(minutes=1)
# Nights in which the clocks of one of these zones are changed.
TURNS = [
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2026, 3, 8),
    date(2026, 11, 1),
    date(2026, 4, 5),
    date(2026, 10, 4),
]
days = st.dates(date(2026, 1, 1), date(2031, 12, 31)) | st.sampled_from(TURNS)


def minutes_shown(moment, zone):
    """Each minute of it as a clock on the wall shows it: day, and minute of the day."""
    there = ZoneInfo(zone)
    starts_at = datetime.combine(moment.on, moment.at, tzinfo=there).astimezone(UTC)
    for number in range(moment.minutes):
        shown = (starts_at + number * MINUTE).astimezone(there)
        yield shown.date(), shown.hour * 60 + shown.minute


@given(
    on=days,
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    minutes=st.integers(1, 480),
    zone=st.sampled_from(ZONES),
)
@example(on=date(2026, 10, 25), at=time(1, 30), minutes=120, zone="Europe/Amsterdam")
@example(on=date(2026, 3, 29), at=time(1, 30), minutes=60, zone="Europe/Amsterdam")
@example(on=date(2026, 4, 5), at=time(1, 45), minutes=30, zone="Australia/Lord_Howe")
def test_the_minutes_of_a_meeting_are_those_that_a_clock_shows(on, at, minutes, zone):
    moment = Moment(on, at, minutes)

    told = [
        (part.on, minute)
        for part in stretches(moment, zone)
        for minute in range(part.since // MINUTE, part.until // MINUTE)
    ]

    assert told == list(minutes_shown(moment, zone))


def hours(number):
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("on", "at", "minutes", "expected"),
    [
        (date(2026, 3, 3), time(16), 120, [(date(2026, 3, 3), 16, 18)]),
        (
            date(2026, 3, 3),
            time(23),
            120,
            [(date(2026, 3, 3), 23, 24), (date(2026, 3, 4), 0, 1)],
        ),
        (date(2026, 3, 3), time(23), 60, [(date(2026, 3, 3), 23, 24)]),
        # Three is two again, and two is three at once.
        (
            date(2026, 10, 25),
            time(1),
            180,
            [(date(2026, 10, 25), 1, 3), (date(2026, 10, 25), 2, 3)],
        ),
        (
            date(2026, 3, 29),
            time(1),
            120,
            [(date(2026, 3, 29), 1, 2), (date(2026, 3, 29), 3, 4)],
        ),
    ],
)
def test_the_stretches_of_a_meeting(on, at, minutes, expected):
    found = stretches(Moment(on, at, minutes), "Europe/Amsterdam")

    assert found == [
        Stretch(day, hours(since), hours(until)) for day, since, until in expected
    ]
