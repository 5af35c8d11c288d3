"""A series is one entry that repeats, whatever becomes of its meetings."""

import datetime as dt

import pytest

from groups.services import join_group, leave_seat
from sessions.dates.services.planning import plan_series
from sessions.dates.services.series import agree_on_series
from sessions.session.services.sessions import (
    cancel_session,
    move_session,
    plan_session,
)
from spaces.acting import acting_as
from tests.calendars.mails import all_known, all_sent, calendar_of, posted, told
from tests.roles import in_line
from tests.sessions.dates.test_series import THURSDAYS


@pytest.fixture
def series(series, group):
    """And everybody knows of it."""
    all_known(group)
    return series


@pytest.fixture
def rhythm(series):
    return series.rhythms.get()


def move(group, day, to, at=16):
    return move_session(
        session=group.sessions.get(on=day),
        on=to,
        at=dt.time(at),
        minutes=120,
        place="Utrecht",
    )


def agree(group, mentor, **more):
    agreed = {
        "every_weeks": 6,
        "weekday": 3,
        "at": dt.time(16),
        "minutes": 120,
        "place": "Utrecht",
    }
    series = agree_on_series(group=group, by=mentor, **agreed | more)
    plan_series(series_id=series.pk)
    return series


def the_one(kind, person):
    return told(posted(kind).get(person=person))


def test_a_moved_meeting_is_an_exception_of_the_same_entry(group, mentee, rhythm):
    move(group, THURSDAYS[1], THURSDAYS[1] + dt.timedelta(5), at=9)

    mail = posted("changed").get(person=mentee)
    assert told(mail) == {str(rhythm.uid): ("REQUEST", 1)}
    events = calendar_of(mail).walk("VEVENT")
    # All exceptions go along, also that of Ascension Day.
    assert {
        event["RECURRENCE-ID"].dt.date(): event["DTSTART"].dt.replace(tzinfo=None)
        for event in events[1:]
    } == {
        THURSDAYS[1]: dt.datetime(2027, 2, 16, 9),
        dt.date(2027, 5, 6): dt.datetime(2027, 5, 13, 16),
    }
    (shift,) = mail.context["shifted"]
    assert (shift["was_on"], shift["on"]) == ("2027-02-11", "2027-02-16")


def test_a_cancelled_meeting_is_left_out_of_it(group, mentee, rhythm):
    cancel_session(session=group.sessions.get(on=THURSDAYS[2]))

    mail = posted("changed").get(person=mentee)
    assert told(mail) == {str(rhythm.uid): ("REQUEST", 1)}
    rule = calendar_of(mail).walk("VEVENT")[0]
    assert [day.dt.date() for day in rule["EXDATE"].dts] == [THURSDAYS[2]]
    assert [one["on"] for one in mail.context["gone"]] == [THURSDAYS[2].isoformat()]


def test_moved_past_the_next_one_it_is_an_entry_of_its_own(group, mentee, rhythm):
    session = move(group, THURSDAYS[1], THURSDAYS[2] + dt.timedelta(7))

    assert the_one("changed", mentee) == {str(rhythm.uid): ("REQUEST", 1)}
    assert the_one("planned", mentee) == {str(session.uid): ("REQUEST", 0)}
    all_sent()
    move(group, session.on, THURSDAYS[1])
    assert the_one("changed", mentee) == {str(rhythm.uid): ("REQUEST", 2)}
    assert the_one("off", mentee) == {str(session.uid): ("CANCEL", 1)}


def test_one_more_meeting_is_an_entry_of_its_own(group, mentee, rhythm):
    session = plan_session(
        group=group, kind="guest", on=dt.date(2027, 1, 12), at=dt.time(9), minutes=60
    )

    assert in_line() == 5
    assert the_one("planned", mentee) == {str(session.uid): ("REQUEST", 0)}


def test_other_agreements_keep_what_was_held(group, mentor, mentee, rhythm, now):
    now.move_to(dt.datetime(2027, 2, 12, 9, tzinfo=dt.UTC))

    series = agree(group, mentor, weekday=1, at=dt.time(15))

    new = series.rhythms.last()
    assert the_one("changed", mentee) == {str(rhythm.uid): ("REQUEST", 1)}
    assert the_one("planned", mentee) == {str(new.uid): ("REQUEST", 0)}
    old = calendar_of(posted("changed").get(person=mentee)).walk("VEVENT")
    assert [event["RRULE"]["UNTIL"] for event in old] == [
        [dt.datetime(2027, 2, 11, 15, tzinfo=dt.UTC)]
    ]


def test_another_day_in_the_same_rhythm_changes_the_entry(group, mentor, rhythm):
    series = agree(group, mentor, chosen={THURSDAYS[0]: dt.date(2027, 1, 5)})

    assert series.rhythms.get() == rhythm
    assert posted("changed").count() == 5
    assert posted("planned").count() == posted("off").count() == 0


def test_two_that_change_places_stay_in_their_rhythm(group, mentor, mentee, rhythm):
    early, late = THURSDAYS[1:3]
    move(group, early, late + dt.timedelta(7))
    move(group, late, early)
    all_sent()

    agree(group, mentor, chosen={THURSDAYS[0]: dt.date(2027, 1, 5)})

    standing = group.sessions.standing().filter(rhythm=rhythm)
    assert list(standing.values_list("on", "nominal"))[:3] == [
        (dt.date(2027, 1, 5), THURSDAYS[0]),
        (early, early),
        (late, late),
    ]


def test_a_date_that_was_held_before_its_day_begins_another_rhythm(
    group, mentor, rhythm, now
):
    """Its place in the rhythm is taken: the calendar keeps that it was held."""
    move(group, THURSDAYS[1], dt.date(2027, 1, 12))
    now.move_to(dt.datetime(2027, 1, 20, 9, tzinfo=dt.UTC))

    series = agree(group, mentor, chosen={THURSDAYS[2]: dt.date(2027, 3, 30)})

    assert series.is_planned or series.rhythms.count() == 2
    assert group.sessions.get(on=dt.date(2027, 1, 12)).rhythm == rhythm


def test_who_joins_has_the_rule_from_the_first_that_is_to_come(
    coordinator, group, enrol, rhythm, now
):
    now.move_to(dt.datetime(2027, 2, 12, 9, tzinfo=dt.UTC))
    newcomer = enrol()
    with acting_as(coordinator):
        join_group(group=group, participation=newcomer)

    (mail,) = posted("planned")
    assert (mail.person, told(mail)) == (
        newcomer.person,
        {str(rhythm.uid): ("REQUEST", 0)},
    )
    rule = calendar_of(mail).walk("VEVENT")[0]
    assert rule["DTSTART"].dt.date() == THURSDAYS[2]
    # As days pass it stays so.
    all_sent()
    now.move_to(dt.datetime(2027, 7, 1, 9, tzinfo=dt.UTC))
    all_known(group)
    assert not posted("changed").exists()


def test_who_comes_back_keeps_what_was_held(
    coordinator, group, seat, mentee, rhythm, now
):
    now.move_to(dt.datetime(2027, 1, 5, 9, tzinfo=dt.UTC))
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)
    assert the_one("off", mentee) == {str(rhythm.uid): ("CANCEL", 1)}
    all_sent()
    now.move_to(dt.datetime(2027, 2, 12, 9, tzinfo=dt.UTC))
    with acting_as(coordinator):
        join_group(group=group, participation=seat.participation)

    mail = posted("planned").get(person=mentee)
    assert told(mail) == {str(rhythm.uid): ("REQUEST", 2)}
    rule = calendar_of(mail).walk("VEVENT")[0]
    assert rule["DTSTART"].dt.date() == THURSDAYS[0]
    assert [day.dt.date() for day in rule["EXDATE"].dts] == [THURSDAYS[1]]
