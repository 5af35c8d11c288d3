"""Whoever reads a file of ours reads the same."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.file import REQUEST, CalendarEntry, calendar_file
from tests.calendars.by_hand import READER, calendar, event, instead
from tests.calendars.parsers import by_icalendar, by_vobject
from tests.calendars.programs import Gmail, Outlook, subscribed

OWN = ZoneInfo("Asia/Kolkata")
ZONES = [
    "Europe/Amsterdam",
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
]
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\\;,:\"'"),
    max_size=90,
).map(str.strip)
ENTRIES = st.builds(
    CalendarEntry,
    uid=st.uuids().map(str),
    sequence=st.integers(0, 99),
    starts_at=st.builds(
        dt.datetime.combine,
        st.dates(dt.date(2026, 1, 1), dt.date(2031, 12, 31)),
        st.builds(dt.time, st.integers(6, 22), st.sampled_from([0, 15, 30])),
        st.sampled_from(ZONES).map(ZoneInfo),
    ),
    minutes=st.integers(15, 480),
    summary=WORDS.filter(bool),
    changed_at=st.just(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
    place=WORDS,
    organiser=WORDS,
    attendee=st.just(("Anna", READER)),
)


FEW = settings(max_examples=25, deadline=None)


def readings(content):
    programs = [Gmail(READER, OWN), Outlook(READER, OWN)]
    ours = [subscribed(content, program.reading) for program in programs]
    return [*ours, by_icalendar(content), by_vobject(content)]


@FEW
@given(ENTRIES)
def test_an_appointment_means_the_same_to_all(entry):
    (one, *others) = readings(calendar_file([entry], method=REQUEST))

    assert others == [one] * 3
    ((starts_at, minutes, place, title),) = [
        (each.starts_at, each.minutes, each.place, each.title) for each in one
    ]
    assert starts_at == entry.starts_at.astimezone(dt.UTC)
    assert (minutes, place, title) == (entry.minutes, entry.place, entry.summary)


@FEW
@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.uid))
def test_a_feed_means_the_same_to_all(entries):
    (one, *others) = readings(calendar_file(entries, name="Crossmentor"))

    assert others == [one] * 3
    assert len(one) == len(entries)


def test_a_rhythm_with_exceptions_means_the_same_to_all():
    whole = event(
        "20270107T160000",
        "20270107T180000",
        "STATUS:CONFIRMED",
        "RRULE:FREQ=WEEKLY;INTERVAL=6;UNTIL=20270513T140000Z",
        "EXDATE;TZID=Europe/Amsterdam:20270218T160000",
    )
    moved = instead(
        "20270401T160000", "20270402T100000", "20270402T110000", "STATUS:CONFIRMED"
    )
    content = calendar(whole, moved).replace("\n", "\r\n").encode()

    (one, *others) = readings(content)

    assert [each.starts_at.strftime("%m-%d %H:%M") for each in one] == [
        "01-07 15:00",
        "04-02 08:00",
        "05-13 14:00",
    ]
    assert others == [one] * 3
