"""Whatever happens to the meetings of a rhythm, its entries show them as they stand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.repeating import Occurrence, Repeat, When, told_as_rule

FIRST = dt.date(2027, 1, 7)
USUAL = When(FIRST, dt.time(16), 120, "Utrecht")
WEEK = dt.timedelta(weeks=1)


def usual(day):
    return When(day, USUAL.at, USUAL.minutes, USUAL.place)


def rhythm(*whens, every_weeks=6):
    """Meetings of each nominal date: "as usual", None, or a When."""
    days = [FIRST + n * every_weeks * WEEK for n in range(len(whens))]
    return [
        Occurrence(day, usual(day) if when == "usual" else when)
        for day, when in zip(days, whens, strict=True)
    ]


def shown_by(repeat):
    return [when for _day, when in repeat.by_nominal()] if repeat else []


@st.composite
def histories(draw):
    every_weeks = draw(st.sampled_from([1, 2, 3, 4, 6, 8]))
    count = draw(st.integers(1, 12))
    taken, found = set(), []
    for n in range(count):
        nominal = FIRST + n * every_weeks * WEEK
        days = st.integers(-60, 60).map(lambda d, at=nominal: at + dt.timedelta(d))
        moved = st.builds(
            When,
            days,
            st.sampled_from([dt.time(9), dt.time(16)]),
            st.sampled_from([60, 120]),
            st.sampled_from(["", "Utrecht"]),
        )
        when = draw(st.one_of(st.just(usual(nominal)), st.none(), moved))
        # A group meets once a day.
        if when and when.on in taken:
            when = None
        if when:
            taken.add(when.on)
        found.append(Occurrence(nominal, when))
    return every_weeks, found


@given(histories())
def test_the_entries_together_show_what_stands(history):
    every_weeks, meetings = history

    repeat, alone = told_as_rule(meetings, every_weeks=every_weeks, usual=USUAL)

    shown = [*shown_by(repeat), *(one.when for one in alone)]
    stands = [one.when for one in meetings if one.when]
    assert sorted(shown, key=str) == sorted(stands, key=str)


@given(histories())
def test_no_exception_lies_beyond_its_neighbours(history):
    every_weeks, meetings = history

    repeat, _alone = told_as_rule(meetings, every_weeks=every_weeks, usual=USUAL)

    days = [when.on for when in shown_by(repeat)]
    assert days == sorted(set(days))


@given(histories())
def test_who_stays_on_its_day_is_told_by_the_rule(history):
    every_weeks, meetings = history

    _repeat, alone = told_as_rule(meetings, every_weeks=every_weeks, usual=USUAL)

    assert [one for one in alone if one.when.on == one.nominal] == []


def test_a_whole_rhythm_has_no_exceptions():
    repeat, alone = told_as_rule(
        rhythm("usual", "usual", "usual"), every_weeks=6, usual=USUAL
    )

    assert alone == []
    assert repeat == Repeat(usual(FIRST), 6, dt.date(2027, 4, 1))


@pytest.mark.parametrize(
    ("moved_to", "is_told"),
    [
        (dt.date(2027, 1, 8), True),
        (dt.date(2027, 3, 31), True),
        # The day of the meeting before, or of the one after, and past them.
        (dt.date(2027, 1, 7), False),
        (dt.date(2027, 4, 1), False),
        (dt.date(2027, 4, 2), False),
        (dt.date(2026, 12, 1), False),
    ],
)
def test_a_move_is_told_between_the_neighbours_only(moved_to, is_told):
    # The second of three nominal dates, 18 February.
    moved = When(moved_to, dt.time(10), 60, "Lemmer")

    repeat, alone = told_as_rule(
        rhythm("usual", moved, "usual"), every_weeks=6, usual=USUAL
    )

    nominal = dt.date(2027, 2, 18)
    assert (repeat.moved, repeat.left_out) == (
        ({nominal: moved}, ()) if is_told else ({}, (nominal,))
    )
    assert [one.when for one in alone] == ([] if is_told else [moved])


def test_what_is_off_at_either_end_is_no_date_left_out():
    repeat, _alone = told_as_rule(
        rhythm(None, "usual", None, "usual", None), every_weeks=6, usual=USUAL
    )

    assert (repeat.first.on, repeat.until) == (
        dt.date(2027, 2, 18),
        dt.date(2027, 5, 13),
    )
    assert repeat.left_out == (dt.date(2027, 4, 1),)


def test_when_all_is_off_there_is_no_entry():
    assert told_as_rule(rhythm(None, None), every_weeks=6, usual=USUAL) == (None, [])
