"""How long the compiled search anneals, in which parts, and when it ends."""

import itertools
from random import Random
from types import SimpleNamespace

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing import Pin
from boards.solving import compiled
from boards.solving.anneal import LOWEST
from boards.solving.plan import Plan
from boards.solving.start import start
from tests.boards.composing.people import mentees, mentor

from .small import block_of, mixed, plan_of

pytestmark = pytest.mark.usefixtures("compiled_code")
PINS = (Pin("e00", "m0", "lock"), Pin("e02", "m1", "forbid"))


def schedule(proposals=10, **about):
    about = {"seed": 1, "floor": LOWEST, "price": 0, "hot": 1e6, "cold": 4e4, **about}
    return compiled.Schedule(proposals=proposals, **about)


@pytest.mark.parametrize(("steps", "hot", "cold"), [(1, 10.0, 2.0), (4, 1e6, 4e4)])
def test_it_cools_by_the_same_part_in_each_step(steps, hot, cold):
    heats = schedule(hot=hot, cold=cold).heats(steps)

    assert len(heats) == steps + 1
    assert (heats[0], heats[-1]) == (hot, pytest.approx(cold))
    assert heats[1:] / heats[:-1] == pytest.approx((cold / hot) ** (1 / steps))


@pytest.mark.parametrize("anneal", [compiled.anneal, compiled.anneal_halves])
def test_where_nothing_can_change_the_plan_itself_comes_back(anneal):
    locks = tuple(Pin(f"e{n}", "m", "lock") for n in range(1, 5))
    block = block_of(*mentees(5), mentor("m"), pins=locks)
    one_loose = plan_of(block, [0, 1, 2, 3])
    nobody = Plan(block_of(*mentees(5), mentor("m")))

    for plan in (one_loose, nobody):
        how = schedule(), lambda: pytest.fail("nothing is tried")
        assert anneal(block, compiled.Tables(block), plan, *how) is plan


@pytest.fixture
def runs(monkeypatch):
    """What the kernel would be run with; nobody moves."""
    seen = []

    def run(t, s, region, floor, price, hot, cold, proposals, looks, state, journal):
        seen.append(
            SimpleNamespace(
                region=region, hot=hot, cold=cold, proposals=proposals,
                state=int(state[0]), best=s.best.tolist(), about=(floor, price, looks),
            )
        )  # fmt: skip

    monkeypatch.setattr(compiled.kernel, "run", run)
    return seen


def test_proposals_are_cut_into_chunks_that_cool_down(monkeypatch, runs):
    monkeypatch.setattr(compiled, "CHUNK", 100)
    block = mixed(1)
    plan, asked = start(block, Random(1)), []
    how = schedule(250, seed=5, floor=7, price=3, hot=8.0, cold=1.0)

    found = compiled.anneal(
        block, compiled.Tables(block), plan, how, lambda: asked.append(1)
    )

    assert [run.proposals for run in runs] == [84, 84, 84]
    assert [run.hot for run in runs] == pytest.approx([8, 4, 2])
    assert [run.cold for run in runs] == pytest.approx([4, 2, 1])
    assert {run.about for run in runs} == {(7, 3, compiled.LOOKS)}
    assert (runs[0].state, len(asked)) == (11, 3)
    assert found.group_of == plan.group_of


def test_halves_are_drawn_often_and_each_has_a_thread_and_chances_of_its_own(runs):
    block = mixed(1)
    plan = start(block, Random(1))

    compiled.anneal_halves(
        block, compiled.Tables(block), plan, schedule(8_000, seed=5), lambda: False
    )

    assert len(runs) == 2 * compiled.FEWEST_DRAWS
    assert {run.proposals for run in runs} == {8_000 // len(runs)}
    assert {run.state for run in runs} == {11, 13}
    assert {tuple(run.best) for run in runs} == {tuple(plan.group_of)}


def test_many_proposals_are_cut_into_more_draws_that_cool_down(monkeypatch, runs):
    monkeypatch.setattr(compiled, "CHUNK", 10)
    block = mixed(1)

    compiled.anneal_halves(
        block, compiled.Tables(block), start(block, Random(1)), schedule(1_000),
        lambda: False,
    )  # fmt: skip

    assert [run.proposals for run in runs] == [10] * 100
    pairs = sorted({(run.hot, run.cold) for run in runs}, reverse=True)
    assert len(pairs) == 50
    assert (pairs[0][0], pairs[-1][1]) == (1e6, pytest.approx(4e4))
    assert all(a[1] == b[0] for a, b in itertools.pairwise(pairs))


@pytest.mark.parametrize(
    ("anneal", "first"), [(compiled.anneal, 1), (compiled.anneal_halves, 2)]
)
def test_annealing_ends_with_the_part_after_which_it_is_told_to(runs, anneal, first):
    block = mixed(1)
    plan, asked = start(block, Random(1)), []

    anneal(
        block, compiled.Tables(block), plan, schedule(10**7),
        lambda: asked.append(1) or len(asked) == 2,
    )  # fmt: skip

    assert len(asked) == 2
    assert len(runs) == 2 * first


def test_a_region_in_which_nobody_may_move_is_not_run(runs):
    block = mixed(1, pins=PINS)
    seating = compiled.Seating(
        compiled.Tables(block), np.array(start(block, Random(1)).group_of), LOWEST
    )
    nobody, everybody = np.array([], dtype=int), np.arange(14)
    for mentees_of, mentors in (
        (nobody, np.arange(4)), (np.array([0]), np.arange(4)), (everybody, nobody)
    ):  # fmt: skip
        region = seating.region(mentees_of, mentors)
        seating.run(region, schedule(), 2.0, 1.0, 10, np.ones(1, np.uint64))

    assert runs == []
