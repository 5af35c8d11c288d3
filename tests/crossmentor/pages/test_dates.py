"""The diary, of plain objects: in order, by the clock of each programme, of who reads."""

import datetime as dt
from types import SimpleNamespace
from uuid import UUID

import pytest
import time_machine
from django.utils import translation

from crossmentor.pages.dates import SHOWN, next_dates
from groups.models import MentorGroup, Seat
from intake.models import Intake
from people.models import Person
from programmes.models import Programme
from sessions.models import OneOnOne, Session

# In Amsterdam the tenth has begun; in New York it is the evening of the ninth.
NOW = dt.datetime(2026, 11, 9, 23, 30, tzinfo=dt.UTC)
NINTH, TENTH = dt.date(2026, 11, 9), dt.date(2026, 11, 10)
MENTOR = Person(pk=1, given_name="Mia", family_name="Berg")
MENTEE = Person(pk=2, given_name="Anna", family_name="Dam")


def group_in(zone, pk=1) -> MentorGroup:
    programme = Programme(pk=pk, time_zone=zone)
    return MentorGroup(pk=pk, programme=programme, mentor=MENTOR, name=f"Group {pk}")


HERE, THERE = group_in("Europe/Amsterdam"), group_in("America/New_York", pk=2)


def meeting(on, at=dt.time(16), group=HERE, **more):
    return Session(pk=3, group=group, on=on, at=at, **more)


def seat_of(person, group=HERE):
    return Seat(pk=group.pk, group=group, person=person)


def talk(on, state="planned", group=HERE, **more):
    known = {"pk": UUID(int=7), "at": dt.time(9), "place": "A1"} | more
    seat = seat_of(MENTEE, group)
    return OneOnOne(
        seat=seat, mentor=MENTOR, asked_by=MENTEE, on=on, state=state, **known
    )


def diary(
    person=MENTEE, *, pairs=(), sessions=(), one_on_ones=(), groups=(HERE, THERE)
):
    at_hand = SimpleNamespace(
        seats=[seat_of(person, group) for group in groups],
        sessions=sessions,
        one_on_ones=one_on_ones,
    )
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        return next_dates(person, NOW, pairs, at_hand)


def test_a_day_is_over_when_it_is_over_there():
    shown = diary(
        sessions=[meeting(NINTH), meeting(TENTH), meeting(NINTH, group=THERE)],
        one_on_ones=[talk(NINTH), talk(NINTH, group=THERE)],
    )

    assert [(one.on, one.title) for one in shown] == [
        (NINTH, "One-on-one with Mia Berg"),
        (NINTH, "Group 2: intervision"),
        (TENTH, "Group 1: intervision"),
    ]


@pytest.mark.parametrize(
    ("at", "is_asked"),
    [(dt.time(0, 29), False), (dt.time(0, 30), False), (dt.time(0, 31), True)],
)
def test_whether_one_can_come_is_asked_until_it_begins(at, is_asked):
    session = meeting(TENTH, at)

    (shown,) = diary(sessions=[session])

    assert shown.to_answer is (session if is_asked else None)


@pytest.mark.parametrize(
    ("person", "other"), [(MENTOR, "Anna Dam"), (MENTEE, "Mia Berg")]
)
def test_it_names_the_other_of_the_two(person, other):
    pair = seat_of(MENTEE)
    pair.held_intake = Intake(on=TENTH, state=Intake.State.PLANNED)

    shown = diary(person, pairs=[pair], one_on_ones=[talk(TENTH)])

    # What has no hour comes last on its day.
    assert [(one.title, one.at) for one in shown] == [
        (f"One-on-one with {other}", dt.time(9)),
        (f"Intake with {other}", None),
    ]
    assert str(shown[0].link) == f"/sessions/one-on-ones/{UUID(int=7)}/"


@pytest.mark.parametrize("state", ["asked", "held", "withdrawn"])
def test_what_is_not_planned_stands_in_no_diary(state):
    pair = seat_of(MENTEE)
    pair.held_intake = Intake(on=TENTH, state="to_plan")

    sessions = [meeting(TENTH, state=one) for one in ("held", "cancelled")]
    assert (
        diary(pairs=[pair], sessions=sessions, one_on_ones=[talk(TENTH, state)]) == []
    )


def test_a_talk_of_a_group_that_was_left_stands_in_none():
    assert diary(one_on_ones=[talk(TENTH)], groups=[THERE]) == []


def test_it_shows_the_first_few_however_many_there_are():
    days = [TENTH + dt.timedelta(days) for days in (9, 3, 5, 1, 0, 7, 2, 8)]

    shown = diary(sessions=[meeting(day) for day in days])

    assert [one.on for one in shown] == sorted(days)[: SHOWN + 1]
