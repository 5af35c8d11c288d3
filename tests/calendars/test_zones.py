"""The time zones of calendar files are those of the clocks, and by rules."""

import datetime as dt
from io import StringIO
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil import tz

from calendars.file import REQUEST, CalendarEntry, calendar_file
from calendars.zones import timezone_of

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2031, 12, 31)
NEAR = [
    "Europe/Amsterdam",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/Nuuk",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kolkata",
    "America/Santiago",
    "Africa/Casablanca",
]


def read(name):
    """As a reader of the standard that is not the writer's own sees it."""
    block = timezone_of(name, FIRST, LAST).to_ical().decode()
    return tz.tzical(StringIO(block)).get(name)


@pytest.mark.parametrize("name", NEAR)
def test_each_hour_of_a_day_is_that_of_the_clocks(name):
    ours, clocks = read(name), ZoneInfo(name)
    off = set()
    day = dt.datetime(2026, 1, 1)
    while day.year < 2032:
        for hour in (7, 9, 12, 16, 20):
            wall = day.replace(hour=hour)
            expected = wall.replace(tzinfo=clocks).utcoffset()
            if wall.replace(tzinfo=ours).utcoffset() != expected:
                off.add(wall)
        day += dt.timedelta(days=1)

    assert off == set()


def test_zones_have_two_rules_or_one_offset_and_no_lists():
    """But for the few whose clocks follow no yearly rule."""
    listed = {
        name
        for name in available_timezones()
        if "RDATE" in timezone_of(name, FIRST, LAST).to_ical().decode()
    }

    moon = {"Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron"}
    # From the Friday before the last Sunday of March on.
    israel = {"Asia/Jerusalem", "Asia/Tel_Aviv", "Israel"}
    assert listed <= moon | israel


def test_a_rule_names_one_weekday_of_one_month():
    block = timezone_of("Europe/Amsterdam", FIRST, LAST).to_ical().decode()

    assert [line for line in block.splitlines() if "RRULE" in line] == [
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]


def test_a_zone_that_turns_no_clocks_has_no_rule():
    block = timezone_of("Asia/Kolkata", FIRST, LAST).to_ical().decode()

    assert block.splitlines() == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Kolkata",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:IST",
        "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0530",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_a_file_carries_the_zone_of_its_appointment_before_it():
    starts_at = dt.datetime(2027, 3, 30, 16, tzinfo=ZoneInfo("Europe/Amsterdam"))
    changed_at = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
    meeting = CalendarEntry("one", 1, starts_at, 90, "Water", changed_at)

    content = calendar_file([meeting], method=REQUEST).decode()

    assert content.index("END:VTIMEZONE") < content.index("BEGIN:VEVENT")
    assert (
        timezone_of("Europe/Amsterdam", FIRST, LAST).to_ical().decode()[:60] in content
    )
