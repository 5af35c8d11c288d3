"""What is done next with the span that holds the bound up."""

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.solving.anneal import LOWEST
from boards.solving.plan import Plan
from boards.solving.span import Span

from .test_spans import bound_over, standing

pytestmark = pytest.mark.usefixtures("compiled_code")


def step(bound, monkeypatch, *, looked=True, settled=False):
    """What one step does with the spans."""
    done = []
    monkeypatch.setattr(bound, "_look", lambda span, threads: looked)
    monkeypatch.setattr(
        bound, "_settle", lambda span, threads: done.append("settle") or settled
    )
    monkeypatch.setattr(bound, "_price", lambda span, threads: done.append("price"))
    monkeypatch.setattr(bound, "_cut", lambda span, at: done.append(("cut", at)))
    bound.scouting = set()
    bound._improve(None)
    return [*done, "over"] if bound.over else done


def spanning(slack, *, worth=10_000, quality=10_000, end=2_001):
    """Nine are placed, so that fairness pays nine tenths of the worst fit."""
    bound = bound_over(9)
    bound.quality = quality
    bound.spans = [Span(LOWEST, end, [standing(worth, worth - slack)])]
    return bound


def test_what_was_stopped_on_the_way_is_not_decided(monkeypatch):
    assert step(spanning(5_000), monkeypatch, looked=False) == []


@pytest.mark.parametrize(
    ("slack", "done"),
    [
        (0, ["settle", ("cut", 1_000)]),
        (901, ["settle", ("cut", 1_000)]),
        (902, ["price"]),
        (5_000, ["price"]),
    ],
)
def test_a_span_is_cut_when_that_gains_as_much_as_better_prices(
    monkeypatch, slack, done
):
    # The worst fit matters from 0 on and is at most 2,000, for which fairness pays
    # 1,800. When the lower half is taken by itself it pays 899 there.
    assert step(spanning(slack), monkeypatch) == done


def test_what_can_be_settled_is_not_cut_yet(monkeypatch):
    assert step(spanning(10), monkeypatch, settled=True) == ["settle"]


def test_it_is_over_when_neither_prices_nor_a_cut_would_gain(monkeypatch):
    # Only one worst fit is left, and the prices are as good as they get.
    bound = spanning(0, end=1)
    bound.spans[0].floor = 0
    bound.quality = 9_999

    assert step(bound, monkeypatch) == ["settle", "over"]


@pytest.mark.parametrize(("left_out", "done"), [(0, ("cut", 1_000)), (1, "over")])
def test_a_hundred_thousandth_is_worth_the_work_only_where_all_may_be_settled(
    monkeypatch, left_out, done
):
    bound = bound_over(9, 8)
    bound.parts[1].places = np.array([0, 8 - left_out])
    bound.quality = 10**9
    bound.spans = [
        Span(LOWEST, 2_001, [standing(10**9 - 8, 10**9 - 5_000), standing(8, 8)])
    ]

    assert step(bound, monkeypatch) == ["settle", done]


def test_a_batch_that_was_left_comes_before_all_else(monkeypatch):
    bound = spanning(0)
    bound.batch = bound._batch(Span(LOWEST, 1, [standing(1)]))

    assert step(bound, monkeypatch) == ["price"]


def test_the_same_group_in_another_order_is_learnt_once():
    (part,) = bound_over(9).parts
    for members in ([0, 1, 2, 3], [3, 1, 0, 2]):
        plan = Plan(part.block)
        for row in members:
            plan.seat(row, 0)
        part._learn(plan)

    assert part.pool.counts.tolist() == [1, 0]
    assert part.pool.members[0, 0, :4].tolist() == [0, 1, 2, 3]
