"""When something of a group is said again, and what an answer from a mail may say."""

import datetime as dt
from types import SimpleNamespace

import pytest

from sessions.session.forms.coming import ComingForm
from sessions.session.models.session import Session
from sessions.session.waits import again, joined_on, when_of

SINCE = dt.date(2026, 11, 9)


@pytest.mark.parametrize(
    ("days", "said"),
    [(-4, 0), (0, 0), (2, 0), (3, 3), (5, 3), (6, 6), (9, 9), (11, 9), (400, 9)],
)
def test_it_is_said_every_third_day_and_four_times_at_most(days, said):
    assert again(SINCE, SINCE + dt.timedelta(days)) == SINCE + dt.timedelta(said)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Amsterdam", 10), ("Europe/London", 9), ("Pacific/Auckland", 10)],
)
def test_somebody_joined_on_the_day_that_it_was_there(zone, day):
    programme = SimpleNamespace(time_zone=zone)
    seat = SimpleNamespace(
        joined_at=dt.datetime(2026, 11, 9, 23, 30, tzinfo=dt.UTC),
        group=SimpleNamespace(programme=programme),
    )

    assert joined_on(seat) == dt.date(2026, 11, day)


def test_a_meeting_is_told_as_it_is_written_down():
    session = Session(pk=7, on=SINCE, at=dt.time(9, 5), place="Zaal “3”")

    assert when_of(session) == {
        "session": 7,
        "on": "2026-11-09",
        "at": "09:05:00",
        "place": "Zaal “3”",
    }


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("2026-11-19T16:00", (dt.date(2026, 11, 19), dt.time(16))),
        (" 2026-11-19T16:00\n", (dt.date(2026, 11, 19), dt.time(16))),
        # By the clock on the wall, whatever else is said of it.
        ("2026-11-19T16:00+05:00", (dt.date(2026, 11, 19), dt.time(16))),
        ("2026-11-19", (dt.date(2026, 11, 19), dt.time(0))),
    ],
)
def test_an_answer_says_for_when_it_was_asked(told, moment):
    form = ComingForm({"can": "no", "told": told})

    assert form.is_valid()
    assert form.cleaned_data == {"can": False, "told": moment}


@pytest.mark.parametrize(
    "told", ["", "x", "16:00", "2026-02-30T16:00", "9999-99-99", "2026-11-19T16:00" * 3]
)
def test_what_is_no_moment_is_told_where_to_answer(told):
    form = ComingForm({"can": "yes", "told": told})

    assert [*form.errors] == ["told"]


@pytest.mark.parametrize("can", ["", "maybe", "True", "yes no"])
def test_an_answer_is_one_of_the_two(can):
    assert [*ComingForm({"can": can, "told": "2026-11-19T16:00"}).errors] == ["can"]
