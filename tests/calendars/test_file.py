import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import Calendar

from calendars.file import CalendarEntry, calendar_file

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def entry(**more):
    values = {
        "uid": "one",
        "sequence": 3,
        "starts_at": dt.datetime(2027, 3, 30, 16, tzinfo=AMSTERDAM),
        "minutes": 90,
        "summary": "Mentor group Water; with, signs\\ and é",
        "changed_at": dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC),
        "place": "Utrecht, room 3",
    }
    return CalendarEntry(**values | more)


def parsed(content):
    return Calendar.from_ical(content)


def events(content):
    return parsed(content).walk("VEVENT")


def test_an_entry_is_read_back_as_it_was_written():
    (event,) = events(calendar_file([entry()]))

    assert event["UID"] == "one@crossmentor"
    assert event["SEQUENCE"] == 3
    assert str(event["SUMMARY"]) == entry().summary
    assert str(event["LOCATION"]) == "Utrecht, room 3"
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["DTSTART"].dt.replace(tzinfo=None) == dt.datetime(2027, 3, 30, 16)
    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(minutes=90)


def test_the_time_zone_goes_along_with_its_summer_time():
    content = calendar_file([entry()])
    (zone,) = parsed(content).walk("VTIMEZONE")

    assert zone["TZID"] == "Europe/Amsterdam"
    told = zone.to_tz()
    assert dt.datetime(2027, 3, 27, 16, tzinfo=told).utcoffset() == dt.timedelta(
        hours=1
    )
    assert dt.datetime(2027, 3, 28, 16, tzinfo=told).utcoffset() == dt.timedelta(
        hours=2
    )


def test_lines_are_folded_as_calendars_want_them():
    content = calendar_file([entry(summary="é" * 200)])

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
