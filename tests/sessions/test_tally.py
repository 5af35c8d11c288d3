"""Who wins a vote on dates, and when everybody has answered."""

from dataclasses import dataclass

import pytest
from django.utils import translation

from sessions.models import PollDate
from sessions.tally import silent, tally

YES, MAYBE, NO = "yes", "if_need_be", "no"


@dataclass(frozen=True)
class Somebody:
    pk: int
    called: str


MENTOR, ANNA, BEN = Somebody(1, "Mo"), Somebody(2, "Anna"), Somebody(3, "Ben")
PEOPLE = [MENTOR, ANNA, BEN]
DATES = [PollDate(pk=7), PollDate(pk=8)]


def count(*answers, past=()):
    """Of each date the answers of mentor, Anna and Ben."""
    given = {
        (date.pk, who.pk): answer
        for date, row in zip(DATES, answers, strict=True)
        for who, answer in zip(PEOPLE, row, strict=True)
    }
    return tally(DATES, PEOPLE, given, mentor=MENTOR, past=past)


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [
        (["", YES, NO], ["", MAYBE, MAYBE], [False, True]),
        (["", YES, MAYBE], ["", MAYBE, MAYBE], [True, False]),
        (["", YES, MAYBE], ["", MAYBE, YES], [True, True]),
        (["", NO, NO], ["", NO, ""], [False, False]),
        ([YES, YES, NO], ["", YES, NO], [True, False]),
    ],
)
def test_the_best_is_where_most_can_come_and_then_where_most_say_yes(
    first, second, best
):
    assert [choice.best for choice in count(first, second)] == best


def test_a_date_that_has_passed_wins_nothing():
    choices = count(["", YES, YES], ["", YES, NO], past=DATES[:1])

    assert [(choice.past, choice.best) for choice in choices] == [
        (True, False),
        (False, True),
    ]


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
def test_the_mentor_who_proposed_a_date_can_come_on_it(answers, everybody):
    first, _second = count(answers, ["", "", ""])

    assert first.everybody == everybody


def test_who_cannot_come_is_named_before_a_date_is_picked():
    first, second = count(["", NO, YES], ["", YES, YES])

    assert first.missing == [ANNA]
    with translation.override("en"):
        assert first.consequence == "Cannot come: Anna. Everybody gets an invitation."
        assert (
            second.consequence == "Everybody gets an invitation, and the vote closes."
        )


def test_everybody_has_answered_when_none_of_the_asked_is_silent():
    assert silent([ANNA, BEN], {MENTOR, BEN}) == [ANNA]
    assert silent([ANNA, BEN], {ANNA, BEN}) == []
