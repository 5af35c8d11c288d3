"""A goal that was split off another goes on from what was noted there until then."""

import datetime as dt
from types import SimpleNamespace

import pytest

from workbook.models.checkin import ends_of

MARCH, APRIL, MAY = (dt.datetime(2026, month, 1, tzinfo=dt.UTC) for month in (3, 4, 5))


def goal(pk, split_from=None, split_at=None):
    return SimpleNamespace(pk=pk, split_from=split_from, split_at=split_at)


def ends(one, *others):
    """By key, as `ends_of` is told of those that were split."""
    return ends_of(one, {each.pk: each for each in (one, *others) if each.split_from})


def test_what_was_split_off_nothing_has_no_end():
    assert ends(goal("a")) == {}


def test_what_was_split_off_goes_on_until_that_moment():
    assert ends(goal("b", "a", MARCH)) == {"a": MARCH}


def test_what_was_split_twice_goes_on_from_both():
    assert ends(goal("c", "b", MAY), goal("b", "a", MARCH)) == {"b": MAY, "a": MARCH}


def test_of_what_went_on_after_it_was_split_only_the_time_before_is_shared():
    """The first was noted in later than the second was split: that is not of this one."""
    shared = ends(goal("c", "b", MARCH), goal("b", "a", MAY))

    assert shared == {"b": MARCH, "a": MARCH}


def test_the_earliest_moment_counts_for_all_before_it():
    line = [goal("d", "c", MAY), goal("c", "b", MARCH), goal("b", "a", APRIL)]

    assert ends(*line) == {"c": MAY, "b": MARCH, "a": MARCH}


def test_what_others_were_split_off_does_not_count():
    assert ends(goal("b", "a", MARCH), goal("x", "a", MAY), goal("y", "b", MAY)) == {
        "a": MARCH
    }


@pytest.mark.parametrize("known", [{}, {"x": goal("x", "a", MARCH)}])
def test_a_goal_that_was_erased_meanwhile_has_no_end(known):
    assert ends_of(goal("b", "a", MARCH), known) == {}
