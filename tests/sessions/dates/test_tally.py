"""Which date of a vote is picked, and when everybody has answered."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.dates.tally import tally
from sessions.models import PollDate

YES, MAYBE, NO, NOTHING = "yes", "if_need_be", "no", ""
MENTOR, ANNA, BEN = "Mo", "Anna", "Ben"
PEOPLE = [MENTOR, ANNA, BEN]
DAY = dt.date(2026, 11, 19)
DATES = [PollDate(pk=7, on=DAY, at=dt.time(16)), PollDate(pk=8, on=DAY, at=dt.time(17))]


def count(*answers, proposer=MENTOR, **more):
    """Of each date the answers of mentor, Anna and Ben."""
    said = {
        (date.pk, who): answer
        for date, row in zip(DATES, answers, strict=True)
        for who, answer in zip(PEOPLE, row, strict=True)
    }
    return tally(DATES, PEOPLE, said, proposer=proposer, **more)


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [
        (["", YES, NO], ["", MAYBE, MAYBE], 8),
        (["", YES, MAYBE], ["", MAYBE, MAYBE], 7),
        (["", MAYBE, MAYBE], ["", MAYBE, YES], 8),
        (["", YES, MAYBE], ["", MAYBE, YES], 7),
        ([NO, YES, YES], ["", YES, MAYBE], 8),
        (["", NO, NO], ["", NO, ""], None),
        (["", "", ""], ["", "", ""], None),
    ],
)
def test_the_best_has_the_fewest_no_then_the_most_yes_then_is_earliest(
    first, second, best
):
    found = count(first, second).best

    assert (found and found.date.pk) == best


def test_what_has_passed_or_is_taken_wins_nothing():
    for known in ("past", "taken"):
        found = count(["", YES, YES], ["", YES, NO], **{known: DATES[:1]})
        assert found.best.date.pk == 8
        assert [one.date.pk for one in found.in_order] == [8, 7]


@pytest.mark.parametrize(
    ("answers", "everybody"),
    [
        (["", YES, MAYBE], True),
        ([YES, YES, YES], True),
        ([NO, YES, YES], False),
        (["", YES, NO], False),
        (["", YES, ""], False),
    ],
)
def test_who_proposed_a_date_can_come_on_it(answers, everybody):
    first, _second = count(answers, ["", "", ""]).choices

    assert first.everybody == everybody


def test_the_mentor_counts_when_somebody_else_proposed():
    found = count(["", YES, YES], ["", YES, YES], proposer="a former mentor")

    assert (found.silent, found.complete, found.decided) == ([MENTOR], False, None)


def test_all_have_answered_when_nobody_is_silent_on_a_date_to_come():
    found = count(["", "", YES], ["", YES, YES])
    assert (found.silent, found.complete) == ([ANNA], False)

    found = count(["", "", YES], ["", YES, YES], past=DATES[:1])
    assert (found.silent, found.complete, found.decided.date.pk) == ([], True, 8)


def test_all_have_answered_and_no_date_suits_all():
    found = count(["", NO, YES], ["", YES, NO])

    assert (found.complete, found.decided) == (True, None)
    assert [one.missing for one in found.choices] == [[ANNA], [BEN]]


def test_nobody_answers_when_all_has_passed():
    found = count(["", "", ""], ["", "", ""], past=DATES)

    assert (found.all_past, found.complete, found.silent) == (True, False, [])


MEMBERS = range(1, 6)
TIMES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(9, 12)),
    unique=True,
    min_size=2,
    max_size=12,
)
ANSWERS = st.sampled_from([YES, MAYBE, NO, NOTHING])


@given(data=st.data(), times=TIMES, proposer=st.integers(0, 5))
def test_a_poll_is_always_decided_by_the_stated_order(data, times, proposer):
    dates = [
        PollDate(pk=pk, on=DAY + dt.timedelta(day), at=dt.time(hour))
        for pk, (day, hour) in enumerate(times)
    ]
    said = {
        (date.pk, who): data.draw(ANSWERS, label=f"{who} for {date}")
        for date in dates
        for who in MEMBERS
    }
    past = [one for one in dates if data.draw(st.booleans(), label=f"past: {one}")]

    def by(order):
        return tally(order, MEMBERS, said, proposer=proposer, past=past)

    def no(date):
        return [who for who in MEMBERS if said[date.pk, who] == NO]

    def yes(date):
        return [who for who in MEMBERS if said[date.pk, who] == YES]

    found = by(dates)
    open_to = [one.date for one in found.in_order if one.may_be_picked]
    # Each that is to come, in an order that no shuffling of dates changes.
    assert {one.pk for one in open_to} == {one.pk for one in dates} - {
        one.pk for one in past
    }
    assert [one.date for one in by(dates[::-1]).in_order if not one.past] == open_to
    for one, other in pairwise(open_to):
        assert (len(no(one)), -len(yes(one)), one.on, one.at) < (
            len(no(other)),
            -len(yes(other)),
            other.on,
            other.at,
        )
    asked = [who for who in MEMBERS if who != proposer]
    silent = any(not said[one.pk, who] for one in open_to for who in asked)
    assert found.complete == (bool(open_to) and not silent)
    if found.decided:
        assert found.decided.date == open_to[0]
        assert no(open_to[0]) == []
        assert not silent
    elif found.complete:
        # None suits all; or nobody is there to say that they can.
        assert no(open_to[0]) or not any(said[open_to[0].pk, who] for who in MEMBERS)
