"""The range of the worst fit in spans: which is worked on, when it is cut, and how."""

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing import Instance
from boards.composing.block import blocks
from boards.composing.scoring import fairness
from boards.solving.anneal import LOWEST
from boards.solving.bound import Bound
from boards.solving.compiled import Tables
from boards.solving.exact import best_plans
from boards.solving.front import Front
from boards.solving.open_block import LARGE, BlockBound
from boards.solving.priced import NONE
from boards.solving.span import Span
from tests.boards.composing.people import mentee, mentor

pytestmark = pytest.mark.usefixtures("compiled_code")


def instance_of(*sizes):
    """Disciplines of so many mentees, two mentors in each."""
    people = []
    for number, size in enumerate(sizes):
        about = {"discipline": f"d{number}"}
        people += [
            mentee(f"e{number}{n}", needs={"abc"[n % 3]: 1 + n % 3}, **about)
            for n in range(size)
        ]
        people += [
            mentor(f"m{number}{n}", expertise={"ab"[n]: 3}, **about) for n in range(2)
        ]
    return Instance(id="spans", people=tuple(people))


def bound_over(*sizes, complete=()):
    instance = instance_of(*sizes)
    fronts = [Front(block) for block in blocks(instance)]
    for number, front in enumerate(fronts):
        for plan in best_plans(front.block):
            front.offer(plan)
        front.complete = number in complete
    return Bound(instance, fronts, lambda number: Tables(fronts[number].block))


def standing(value, hope=-np.inf, **about):
    return BlockBound(value, np.zeros(1), hope, **about)


@pytest.mark.parametrize(
    ("values", "worth"),
    [((10, 20), 37), ((10, None), None), ((NONE, 20), NONE), ((NONE, None), None)],
)
def test_a_span_is_worth_what_its_blocks_are(values, worth):
    span = Span(0, 9, [standing(value) for value in values], solved=7)

    assert span.worth == worth


def test_the_slack_of_a_span_is_that_of_its_blocks():
    span = Span(0, 9, [standing(10, 4), standing(8, 8), standing(5, 3.5)])

    assert span.slack == 7.5


def test_at_first_there_is_one_span_up_to_the_highest_worst_fit():
    bound = bound_over(9, 8)

    (span,) = bound.spans
    assert (span.floor, span.solved) == (LOWEST, 0)
    assert span.end == min(front.ceiling for front in bound.fronts) + 1
    assert bound.value is None
    assert bound.scouting == {0, 1}
    assert len(bound.parts) == 2


def test_a_block_that_is_solved_counts_for_what_it_is():
    bound = bound_over(9, 8, complete=[1])
    best = bound.fronts[1].pick(LOWEST)[0].value

    assert [part.front for part in bound.parts] == [bound.fronts[0]]
    assert bound.spans[0].solved == bound._solved(LOWEST) == best
    assert bound._solved(10**9) == NONE


def test_a_composition_is_worth_its_blocks_and_what_fairness_pays_at_most():
    bound = bound_over(9, 8)
    bound.spans = [
        Span(LOWEST, 1_001, [standing(50), standing(60)]),
        Span(1_001, 3_001, [standing(10), standing(20)], solved=5),
    ]

    values = [110 + fairness(bound.instance, 17, 1_000), 35 + 17 * 3_000 // 10]
    assert [bound._value(span) for span in bound.spans] == values
    assert bound.value == max(values)
    bound.spans[0].standings[0] = standing(NONE)
    assert bound.value == values[1]
    bound.spans[0].standings[0] = standing(None)
    assert bound.value is None


def test_the_bound_holds_as_long_as_no_more_are_placed():
    bound = bound_over(9)
    assert bound.holds

    (front,) = bound.fronts
    front.entries = Front(front.block).entries
    assert not bound.holds


@pytest.mark.parametrize(
    ("quality", "worth", "first"),
    # Nine placed: fairness pays nine tenths of the worst fit.
    [(1_000, 1_000, 0), (1_000, 910, 100), (1_000, 2_000, -50), (10**6, 0, 1_999)],
)
def test_a_span_is_cut_between_its_end_and_where_it_begins_to_matter(
    quality, worth, first
):
    bound = bound_over(9)
    bound.quality = quality
    span = Span(-50, 2_000, [standing(worth)])

    assert bound._middle(span) == (first + 2_000) // 2


def test_what_is_cut_in_two_covers_the_same():
    bound = bound_over(9, 8, complete=[1])
    (span,) = bound.spans
    end = span.end
    prices = np.arange(9.0)
    span.standings = [BlockBound(77, prices, 5.0, prices, 80, settled=True)]

    bound._cut(span, 1_000)

    low, high = bound.spans
    assert (low.floor, low.end, high.floor, high.end) == (LOWEST, 1_000, 1_000, end)
    assert low.standings[0].settled
    (fresh,) = high.standings
    # What held below holds above, but may be bettered.
    assert (fresh.value, fresh.hope, fresh.aim) == (77, -np.inf, None)
    assert (fresh.reached, fresh.settled) == (None, False)
    assert fresh.prices is prices
    assert high.solved == bound._solved(1_000)


def test_a_block_need_not_fall_below_the_best_plan_it_has():
    bound = bound_over(9)
    (front,) = bound.fronts
    merit = front.entries[-1][0]

    assert bound._target(Span(LOWEST, 1, []), 0) == merit.value
    fairest = front.entries[0][0]
    assert bound._target(Span(fairest.worst, 1, []), 0) == fairest.value


def test_where_no_plan_is_known_a_block_need_only_fall_below_what_is_reached():
    bound = bound_over(9)
    bound.quality = 1_000
    span = Span(10**8, 10**8 + 1, [standing(2_500)])

    value = bound._value(span)
    assert value == 2_500 + 9 * 10**7
    assert bound._target(span, 0) == 2_500 - (value - 1_000) - 1


def worked(bound, monkeypatch, prices=(), stops=False):
    """Which spans are priced, in their order."""
    priced = []
    monkeypatch.setattr(bound, "_look", lambda span, threads: True)
    monkeypatch.setattr(bound, "_settle", lambda span, threads: False)
    monkeypatch.setattr(bound, "_price", lambda span, threads: priced.append(span))
    bound.scouting = set()
    bound._improve(None)
    return priced


def test_the_span_that_holds_the_bound_up_is_improved(monkeypatch):
    bound = bound_over(9)
    bound.quality = 10**6
    low, high, _impossible = bound.spans = [
        Span(LOWEST, 11, [standing(10**7, 0)]),
        Span(11, 21, [standing(3 * 10**7, 0)]),
        Span(21, 31, [standing(NONE)]),
    ]

    assert worked(bound, monkeypatch) == [high]
    low.standings = [standing(None)]
    assert worked(bound, monkeypatch) == [low]
    assert not bound.over


def test_a_span_worth_nothing_at_all_does_not_hold_the_bound_up(monkeypatch):
    bound = bound_over(9)
    bound.quality = 0
    zero = Span(0, 1, [standing(0, 0)])
    bound.spans = [zero, Span(1, 2, [standing(10**7, 0)])]
    assert bound._value(zero) == 0

    assert worked(bound, monkeypatch) == [bound.spans[1]]
    assert not bound.over


def test_it_is_over_when_the_bound_meets_what_is_reached(monkeypatch):
    bound = bound_over(9)
    bound.quality = 10**7
    bound.spans = [Span(LOWEST, 1, [standing(10**7, 0)])]

    assert worked(bound, monkeypatch) == []
    assert bound.over


def test_a_better_composition_makes_it_try_again():
    bound = bound_over(9)
    (span,) = bound.spans
    span.standings = [replace(span.standings[0], value=10**9, settled=True)]
    bound.over = True

    bound._expect(5)

    assert (bound.quality, bound.over) == (5, False)
    assert not span.standings[0].settled
    assert bound.parts[0].pool.counts.sum() > 0


@pytest.mark.parametrize("rounds", [0, 1, 3])
def test_it_works_for_as_many_rounds_as_it_is_told(monkeypatch, rounds):
    bound, done = bound_over(9), []
    monkeypatch.setattr(bound, "_improve", done.append)

    bound.work(0, lambda: False, rounds)

    assert len(done) == rounds


def test_it_does_not_begin_when_it_is_to_stop_or_is_over(monkeypatch):
    bound, done = bound_over(9), []
    monkeypatch.setattr(bound, "_improve", done.append)

    bound.work(0, lambda: True)
    bound.over = True
    bound.work(-LARGE, lambda: False)

    assert done == []
