"""The days of the example: none of work in a weekend, nothing done that is yet to come."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from crossmentor.demo import days, firm, intakes, pairs
from crossmentor.demo.first_meeting import days_asked
from spaces.acting import current_person_id

ZONE = ZoneInfo("Europe/Amsterdam")
# Of four years each day once, with 29 February and the ends of years.
EVERY_DAY = [dt.date(2027, 1, 1) + dt.timedelta(number) for number in range(4 * 366)]


def test_a_workday_is_that_day_or_the_monday_after():
    for day in EVERY_DAY:
        found = days.workday(day)
        wanted = 0 if day.weekday() < 5 else 7 - day.weekday()
        assert (found - day).days == wanted


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2027-12-31", "2027-12-31"),
        ("2028-01-01", "2028-01-03"),
        ("2028-02-26", "2028-02-28"),
        ("2028-02-29", "2028-02-29"),
        ("2032-02-29", "2032-03-01"),
        ("2028-12-30", "2029-01-01"),
    ],
)
def test_at_the_edges_of_years_and_february(day, found):
    assert days.workday(dt.date.fromisoformat(day)).isoformat() == found


@pytest.mark.parametrize("number", range(4))
def test_a_group_chooses_its_first_meeting_from_three_workdays(number):
    for starts in EVERY_DAY:
        first, second, third = days_asked(starts, number)

        assert first < second < third
        assert first.weekday() == number
        assert {day.weekday() < 5 for day in (first, second, third)} == {True}
        assert 24 <= (first - starts).days < 31
        # Proposed a fortnight before.
        assert first > starts + dt.timedelta(10 + 5)


def test_groups_of_a_programme_meet_on_different_days():
    starts = dt.date(2027, 3, 1)

    firsts = [days_asked(starts, number)[0] for number in range(8)]

    assert [day.weekday() for day in firsts] == [0, 1, 2, 3, 0, 1, 2, 3]


def test_intakes_of_a_group_are_on_workdays_one_after_the_other():
    for starts in EVERY_DAY:
        held = [intakes.held_on(starts, index) for index in range(6)]

        assert held == sorted(held)
        assert all(day.weekday() < 5 for day in held)
        # The last one before the first meeting.
        assert held[-1] < days_asked(starts, 0)[0]


@pytest.mark.parametrize(
    ("today", "held"),
    [
        ("2027-03-05", []),
        # A Saturday on which it would have been, and the Monday on which it is.
        ("2027-03-07", []),
        ("2027-03-08", []),
        ("2027-03-09", [0, 1]),
        ("2027-03-10", [0, 1]),
        ("2027-03-11", [0, 1, 2]),
    ],
)
def test_no_intake_is_held_before_its_day_has_been(monkeypatch, today, held):
    done = []
    monkeypatch.setattr(intakes, "hold_intake", lambda *here: done.append(here))
    starts, today = dt.date(2027, 3, 2), dt.date.fromisoformat(today)

    intakes.hold_intakes("abcd", "mentor", 3, {}, starts, today)

    assert done == [("abcd"[n], "mentor", 3 + n, {}, starts, n) for n in held]


def test_a_one_on_one_is_asked_for_and_held_on_workdays_of_before():
    for today in EVERY_DAY:
        asked, held = pairs.days_of_talk(today)

        assert today - dt.timedelta(31) < asked < held < today
        assert asked.weekday() < 5
        assert held.weekday() < 5


@pytest.mark.parametrize(
    "day",
    [
        dt.date(2026, 3, 29),
        dt.date(2026, 10, 25),
        dt.date(2026, 12, 31),
        dt.date(2024, 2, 29),
    ],
)
def test_somebody_acts_at_an_hour_of_the_organisation(day, settings):
    with time_machine.travel(dt.datetime(2027, 1, 1, tzinfo=dt.UTC), tick=True):
        with days.at(day, 16):
            here = timezone.localtime()
            assert (here.date(), here.hour, str(here.tzinfo)) == (
                day,
                16,
                "Europe/Amsterdam",
            )
            assert settings.TIME_ZONE == "Europe/Amsterdam"


@pytest.mark.parametrize("hour", [9, 10, 23])
@pytest.mark.parametrize("later", [0, 1, 400])
def test_nobody_acts_before_it_is_time(hour, later):
    now = dt.datetime(2027, 2, 28, 9, tzinfo=ZONE)
    with time_machine.travel(now, tick=False):
        with days.at(now.date() + dt.timedelta(later), hour):
            assert dt.datetime.now(ZONE) - now < dt.timedelta(seconds=5)


@pytest.mark.django_db
def test_somebody_acts_and_then_nobody_does(mentee):
    now = dt.datetime(2027, 2, 28, 9, tzinfo=ZONE)
    with time_machine.travel(now, tick=True):
        with days.doing(mentee, dt.date(2027, 1, 4)):
            assert current_person_id() == mentee.pk
            assert timezone.localdate() == dt.date(2027, 1, 4)
        assert current_person_id() != mentee.pk
        assert timezone.localdate() == now.date()


@pytest.mark.parametrize(
    ("number", "found"), [(0, "a"), (1, "b"), (2, "c"), (3, "a"), (301, "b")]
)
def test_texts_are_taken_in_turn(number, found):
    assert days.pick(["a", "b", "c"], number) == found
    assert days.pick({"a": 1, "b": 2, "c": 3}, number) == found


def programme(state, mentors, mentees=0):
    return {
        "state": state,
        "mentors": [{"state": one} for one in mentors],
        "mentees": [{"state": "enrolled"}] * mentees,
    }


@pytest.mark.parametrize(
    ("one", "groups"),
    [
        (programme("enrolling", ["enrolled"] * 6), 0),
        (programme("running", ["enrolled"] * 8), 8),
        (programme("running", ["enrolled", "invited", "declined"]), 1),
        (programme("running", []), 0),
    ],
)
def test_a_group_for_each_mentor_who_takes_part(one, groups):
    assert firm.number_of_groups(one) == groups


def test_how_far_it_is_counts_answers_and_the_months_of_groups():
    told = []
    wanted = [
        programme("running", ["enrolled"], 4),
        programme("enrolling", ["enrolled"], 2),
    ]
    steps = firm.Steps(wanted, lambda *one: told.append(one))

    assert steps.all == 5 + 25 + 3
    steps.take()
    steps.take(25)
    steps.take(100)
    assert told == [(1, 33), (26, 33), (33, 33)]


def test_what_is_told_grows_to_all_that_there_is():
    told = []
    wanted = firm.example("programmes")["programmes"]
    steps = firm.Steps(wanted, lambda *one: told.append(one))

    for _ in range(steps.all + 5):
        steps.take()

    assert [done for done, _ in told] == [*range(1, steps.all + 1), *[steps.all] * 5]
    assert {all_of_it for _, all_of_it in told} == {steps.all}


def test_who_waits_for_nothing_is_told_nothing():
    assert firm.tell_nobody(1, 2) is None
