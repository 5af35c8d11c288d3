"""The programs that other tests read our mails with are as strict as they say."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.calendars.by_hand import (
    LISTED,
    READER,
    alternative,
    calendar,
    cancellation,
    event,
    instead,
    invitation,
    mail,
)
from tests.calendars.lines import Refused
from tests.calendars.programs import Gmail, Outlook, subscribed

# Far from the meetings: where the zone of a file is not read, that shows.
OWN = ZoneInfo("America/New_York")
WEEKS = "RRULE:FREQ=WEEKLY;INTERVAL=6;UNTIL=20270401T140000Z"
LATER = {"sequence": 1, "stamp": "20261110T100000Z"}


@pytest.fixture
def gmail():
    return Gmail(READER, OWN)


@pytest.fixture
def outlook():
    return Outlook(READER, OWN)


@pytest.fixture(params=[Gmail, Outlook])
def program(request):
    return request.param(READER, OWN)


def starts(program):
    return [one.starts_at.strftime("%m-%d %H:%M") for one in program.shows()]


def taken(program, *mails):
    """Whether each of these mails changed anything: None where it was refused."""

    def take(message):
        try:
            return program.take(message)
        except Refused:
            return None

    return [take(message) for message in mails]


def test_an_invitation_is_shown_in_utc(program):
    place = "LOCATION:Utrecht\\, room 3\\; upstairs"
    message = invitation(event("20270407T160000", "20270407T173000", place))

    assert program.take(message)
    (shown,) = program.shows()
    assert shown.starts_at == dt.datetime(2027, 4, 7, 14, tzinfo=dt.UTC)
    assert (shown.minutes, shown.place, shown.title) == (
        90,
        "Utrecht, room 3; upstairs",
        "Water",
    )


def test_a_mail_that_comes_twice_or_late_changes_nothing(program):
    first = invitation(event())
    moved = invitation(event("20270108T160000", "20270108T180000", **LATER))

    assert taken(program, moved, first, moved) == [True, False, False]
    assert starts(program) == ["01-08 15:00"]


def test_what_was_called_off_before_it_was_heard_of_stays_off(program):
    off = cancellation(**LATER)

    assert taken(program, off, invitation(event())) == [True, False]
    assert starts(program) == []
    assert program.take(invitation(event(sequence=2, stamp="20261111T100000Z")))
    assert starts(program) == ["01-07 15:00"]


def test_a_sequence_that_begins_anew_is_not_believed(program):
    """Who comes back is invited with a sequence that goes on."""
    off = cancellation(sequence=4, stamp="20261110T100000Z")
    back = invitation(event(sequence=0, stamp="20261112T100000Z"))

    assert taken(program, off, back)[0] is True
    assert not taken(program, back)[0]
    assert starts(program) == []


def test_a_rhythm_keeps_the_hour_of_the_wall(program):
    program.take(invitation(event("20270107T160000", "20270107T180000", WEEKS)))

    assert starts(program) == ["01-07 15:00", "02-18 15:00", "04-01 14:00"]


def test_dates_are_left_out_and_moved(program):
    out = "EXDATE;TZID=Europe/Amsterdam:20270107T160000"
    whole = event("20270107T160000", "20270107T180000", WEEKS, out)
    moved = instead("20270218T160000", "20270219T100000", "20270219T110000")

    assert program.take(invitation(whole, moved))
    assert starts(program) == ["02-19 09:00", "04-01 14:00"]


def test_an_exception_that_is_not_sent_along_is_none_any_more(program):
    rhythm = ("20270107T160000", "20270107T180000", WEEKS)
    moved = instead("20270218T160000", "20270219T100000", "20270219T110000")
    program.take(invitation(event(*rhythm), moved))

    program.take(invitation(event(*rhythm, **LATER)))

    assert starts(program) == ["01-07 15:00", "02-18 15:00", "04-01 14:00"]


def test_a_file_beside_the_mail_is_for_who_opens_it(program):
    content = calendar(event())
    file = alternative(content).replace("text/calendar", "application/ics")

    assert taken(program, mail(attached=[file])) == [False]
    assert program.shows() == []


def test_a_feed_shows_all_of_it_but_what_is_off(program):
    off = event("20270110T160000", "20270110T180000", "STATUS:CANCELLED", uid="two")
    content = calendar(event(), off, event(uid="three", title="Fire"), method="")

    found = subscribed(content.replace("\n", "\r\n").encode(), program.reading)

    assert [one.title for one in found] == ["Fire", "Water"]


# What was tried and failed, and its kin: one of the programs at least takes none of it.


def test_gmail_refuses_several_appointments_in_one_mail(gmail):
    series = [
        event(f"202702{day}T160000", f"202702{day}T180000", uid=f"{day}@crossmentor")
        for day in (11, 18, 25)
    ]

    assert taken(gmail, invitation(*series)) == [None]


def test_of_several_in_one_mail_some_stay(program):
    """Ten that were called off in one mail, as alternatives beside each other."""
    uids = [f"{number}@crossmentor" for number in range(3)]
    for uid in uids:
        program.take(invitation(event(uid=uid)))
    off = [event(uid=uid, **LATER) for uid in uids]
    parts = [alternative(calendar(one, method="CANCEL"), "CANCEL") for one in off]

    program.take(mail(*parts))

    assert starts(program) == ["01-07 15:00"] * 2


@pytest.mark.parametrize("method", ["PUBLISH", "ADD", "REPLY"])
def test_other_methods_are_no_invitations(program, method):
    assert taken(program, invitation(event(), method=method)) == [None]


@pytest.mark.parametrize("methods", [("REQUEST", "PUBLISH"), ("CANCEL", "REQUEST")])
def test_one_method_in_the_header_and_another_in_the_body(program, methods):
    header, body = methods
    message = mail(alternative(calendar(event(), method=body), header))

    assert taken(program, message) == [None]


def test_published_dates_call_nothing_off(program):
    """A slower rhythm that was told by its new dates alone."""
    for day in ("07", "14", "21"):
        program.take(
            invitation(
                event(f"202701{day}T160000", f"202701{day}T180000", uid=f"{day}@c")
            )
        )
    slower = invitation(event(uid="07@c", **LATER), method="PUBLISH")

    assert taken(program, slower) == [None]
    assert len(program.shows()) == 3


def test_a_zone_of_lists_is_the_readers_own_to_outlook(outlook):
    outlook.take(invitation(event(), zone=LISTED))

    assert starts(outlook) == ["01-07 21:00"]


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        # A rule without a weekday, of each week, with an end, with two days.
        ("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYMONTH=3"),
        ("BYDAY=-1SU;BYMONTH=3", "BYDAY=SU;BYMONTH=3"),
        ("BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=3;UNTIL=20300101T000000Z"),
        ("BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SA,-1SU;BYMONTH=3"),
        # A list beside a rule; another name; no block at all.
        ("END:DAYLIGHT", "RDATE:20270328T020000\nEND:DAYLIGHT"),
        ("BEGIN:VTIMEZONE\nTZID:Europe", "BEGIN:VTIMEZONE\nTZID:Other"),
    ],
)
def test_a_zone_that_outlook_does_not_read_is_the_readers_own(outlook, line, instead):
    outlook.take(invitation(event()).replace(*_bytes(line, instead)))

    assert starts(outlook) == ["01-07 21:00"]


def test_a_zone_after_its_appointment_comes_too_late_for_outlook(outlook):
    content = calendar(event(), zone="")
    late = calendar().split("PRODID:-//by hand//EN\nMETHOD:REQUEST\n")[1]
    message = mail(alternative(content.replace("END:VCALENDAR\n", late)))

    outlook.take(message)

    assert starts(outlook) == ["01-07 21:00"]


def _bytes(*texts):
    return [text.replace("\n", "\r\n").encode() for text in texts]


def test_who_organises_is_no_guest(program):
    message = invitation(event(organiser=READER))

    assert taken(program, message) == [None]


@pytest.mark.parametrize(
    "guests", [(), ("ben@firm.example",), (READER, "ben@firm.example"), (READER,) * 2]
)
def test_only_who_reads_is_invited(program, guests):
    assert taken(program, invitation(event(guests=guests))) == [None]


def test_outlook_believes_no_other_organiser(outlook):
    outlook.take(invitation(event()))
    other = invitation(event(organiser="bea@firm.example", **LATER))

    assert taken(outlook, other) == [None]


def test_nobody_else_calls_an_appointment_off(program):
    program.take(invitation(event()))
    off = cancellation(organiser="bea@firm.example", **LATER)

    assert taken(program, off) == [None]
    assert starts(program) == ["01-07 15:00"]


def test_outlook_wants_a_higher_sequence_for_a_change(outlook):
    outlook.take(invitation(event()))
    renamed = invitation(event(title="Fire", stamp="20261110T100000Z"))
    again = invitation(event(stamp="20261110T100000Z"))

    assert taken(outlook, renamed, again) == [None, False]


def test_outlook_wants_a_later_stamp_for_a_change(outlook):
    outlook.take(invitation(event()))
    moved = invitation(event("20270108T160000", "20270108T180000", sequence=1))

    assert taken(outlook, moved) == [None]


@pytest.mark.parametrize(
    "day", ["20270107", "20270106", "20270401", "20270402", "20270517"]
)
def test_outlook_takes_exceptions_between_their_neighbours_alone(program, day):
    whole = event("20270107T160000", "20270107T180000", WEEKS)
    moved = instead("20270218T160000", f"{day}T090000", f"{day}T100000")

    found = taken(program, invitation(whole, moved))

    assert found == [None if isinstance(program, Outlook) else True]


def test_outlook_leaves_out_what_is_said_in_the_zone_of_the_rule(program):
    out = "EXDATE:20270218T150000Z"
    program.take(invitation(event("20270107T160000", "20270107T180000", WEEKS, out)))

    stays = isinstance(program, Outlook)
    assert ("02-18 15:00" in starts(program)) is stays


RHYTHM = ("20270107T160000", "20270107T180000", WEEKS)


@pytest.mark.parametrize(
    "events",
    [
        # An exception alone, of a day that there is not, twice, that repeats.
        [instead("20270218T160000", "20270219T100000", "20270219T110000")],
        [event(*RHYTHM), instead("20270219T160000", "20270219T100000", "20270219T110000")],
        [event(*RHYTHM), *[instead("20270218T160000", "20270219T100000", "20270219T110000")] * 2],
        [event(*RHYTHM), instead("20270218T160000", "20270219T100000", "20270219T110000", WEEKS)],
        [event(*RHYTHM), instead("20270218T160000", "20270219T100000", "20270219T110000", **LATER)],
        [event(*RHYTHM).replace("RRULE", "X-RRULE"), instead("20270107T160000", "20270108T100000", "20270108T110000")],
        # No end, an end by the wall, two ends, dates beside it, a month, nothing left.
        [event(*RHYTHM).replace(";UNTIL=20270401T140000Z", "")],
        [event(*RHYTHM).replace("20270401T140000Z", "20270401T160000")],
        [event(*RHYTHM).replace("UNTIL", "COUNT=3;UNTIL")],
        [event(*RHYTHM, "RDATE;TZID=Europe/Amsterdam:20270408T160000")],
        [event(*RHYTHM).replace("WEEKLY", "MONTHLY")],
        [event(*RHYTHM).replace("20270401T140000Z", "20270107T150000Z").replace("ORGANIZER", "EXDATE;TZID=Europe/Amsterdam:20270107T160000\nORGANIZER")],
        # A first meeting on another day of the week; one left out that there is not.
        [event(*RHYTHM).replace("INTERVAL", "BYDAY=FR;INTERVAL")],
        [event(*RHYTHM, "EXDATE;TZID=Europe/Amsterdam:20270219T160000")],
        # Two of one appointment; off and on; an hour that no clock shows.
        [event(), event()],
        [event("20270107T160000", "20270107T180000", "STATUS:CANCELLED")],
        [event("20270328T023000", "20270328T030000")],
        [event("20270107T160000", "20270107T160000")],
        [event().replace("DTSTAMP:20261109T100000Z", "DTSTAMP:20261109T100000")],
        [event().replace("SEQUENCE:0\n", "")],
        [event().replace("UID:", "X-UID:")],
        [event().replace("DTSTART;TZID=Europe/Amsterdam", "DTSTART")],
        [event().replace("mailto:meetings@", "mailto:Water <meetings@")],
        [event().replace("END:VEVENT", "END:VTODO")],
        [event(title="W" * 70)],
        [],
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be_is_refused(program, events):
    assert taken(program, invitation(*events)) == [None]
    assert program.shows() == []


def test_a_part_is_not_called_off_for_the_whole(program):
    program.take(invitation(event(*RHYTHM)))
    one = instead("20270218T160000", "20270218T160000", "20270218T180000", **LATER)

    assert taken(program, invitation(one, method="CANCEL")) == [None]


def test_an_invitation_is_an_alternative_and_the_last(program):
    invited = alternative(calendar(event()))
    html = 'Content-Type: text/html; charset="utf-8"\n\n<p>Hello</p>\n'
    as_file = "Content-Disposition: attachment\n"

    messages = [
        mail(invited, html),
        mail(alternative(calendar(event()), more=as_file)),
        mail(attached=[invited]),
    ]

    assert taken(program, *messages) == [None, False, False]


def test_lines_end_as_the_standard_says():
    message = invitation(event()).replace(b"VERSION:2.0\r\n", b"VERSION:2.0\n")

    assert taken(Gmail(READER, OWN), message) == [None]
