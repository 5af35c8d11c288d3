"""A run of the kernel: compiled as not, within its region, and what it calls the best."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing import Params, Pin
from boards.solving import kernel
from boards.solving.anneal import LOWEST
from boards.solving.start import start
from tests.boards.composing.people import mentees, mentor

from .small import block_of, plan_of, rough
from .uncompiled import KERNEL, Seated, keeps_rules

PINS = (Pin("e00", "m0", "lock"), Pin("e01", "m1", "lock"))


def seated(seed, floor=LOWEST, price=0, **about):
    about = {"many": 20, "leads": 5, "apart": 0.05, "pins": PINS, **about}
    block = rough(seed, **about)
    return Seated(block, start(block, Random(seed)), floor, price)


@np.errstate(over="ignore")
def run(table, region=None, module=KERNEL, seed=1, hot=1e6, cold=4e4, proposals=600):
    """The region, in which the values of the run stand."""
    region = region or table.seating.whole()
    module.run(
        table.t, table.s, region, table.floor, table.price, hot, cold, proposals, 6,
        np.array([2 * seed + 1], np.uint64), np.empty((64, 2), np.int64),
    )  # fmt: skip
    return region


@pytest.mark.parametrize(
    ("seed", "floor", "price"),
    [(0, LOWEST, 0), (1, 3_000_000, 5), (2, LOWEST, 0), (4, 2_500_000, 4)],
)
@pytest.mark.usefixtures("compiled_code")
def test_the_compiled_code_does_what_the_plain_does(seed, floor, price):
    plain, fast = (seated(seed, floor, price) for _ in range(2))
    first = plain.plan

    ours = run(plain, seed=seed, proposals=1_500)
    theirs = run(fast, module=kernel, seed=seed, proposals=1_500)

    assert plain.plan.seats != first.seats
    assert ours.values.tolist() == theirs.values.tolist()
    assert plain.account() == fast.account()
    assert plain.s.best.tolist() == fast.s.best.tolist()


@pytest.mark.parametrize("seed", range(4))
def test_the_best_is_worth_what_the_run_says(seed):
    table = seated(seed, 2_800_000, 3)
    before, placed = table.worth(), table.plan.counts(table.block)

    values = run(table, seed=seed).values

    table.assert_right()
    assert table.worth() - before == values[0]
    best = plan_at(table)
    assert keeps_rules(table.block, best)
    assert best.counts(table.block) == placed
    assert table.worth(best) - before == values[1] >= 0


def plan_at(table):
    groups = [
        np.flatnonzero(table.s.best == lead) for lead in range(len(table.t.limits))
    ]
    return plan_of(table.block, *(rows.tolist() for rows in groups))


@pytest.mark.parametrize("seed", range(3))
def test_a_run_without_heat_loses_nothing(seed):
    table = seated(seed)

    values = run(table, hot=1e-9, cold=1e-9, seed=seed).values

    assert values[0] == values[1] > 0


@pytest.mark.parametrize("leaves_out", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_the_best_is_kept_through_any_heat(seed, leaves_out):
    pins = tuple(Pin("e19", f"m{n}", "forbid") for n in range(5)) * leaves_out
    table = seated(seed, pins=pins)
    before, first = table.worth(), table.plan

    values = run(table, hot=1e12, cold=1e12, seed=seed).values

    assert table.worth() < before
    assert values[1] >= max(0, values[0])
    assert table.worth(plan_at(table)) - before == values[1]
    assert plan_at(table).counts(table.block) == first.counts(table.block)


@pytest.mark.parametrize("lead", [0, 1])
def test_one_who_is_wanted_elsewhere_moves_there(lead):
    # Neither group has room for the other, and a swap leaves five where they are.
    block = rough(1, many=9, leads=2, apart=0)
    worth = np.zeros_like(block.mentor_worth)
    worth[8, lead] = 5_000_000
    block = replace(block, mentor_worth=worth, limits=(5, 5))
    groups = [0, 1, 2, 3], [4, 5, 6, 7, 8]
    table = Seated(block, plan_of(block, *groups[:: 1 - 2 * lead]))

    run(table, hot=1e-9, cold=1e-9)

    assert table.s.group_of[8] == lead
    assert table.s.sizes[lead] == 5


def test_a_run_goes_on_from_what_its_region_has_reached():
    table = seated(1)
    before, region = table.worth(), table.seating.whole()
    for seed in range(3):
        run(table, region, seed=seed, proposals=200)

        assert table.worth() - before == region.values[0]
        assert table.worth(plan_at(table)) - before == region.values[1]


@pytest.mark.parametrize("many", [20, 32])
@pytest.mark.parametrize("seed", range(4))
def test_who_is_locked_stays_whatever_the_heat(seed, many):
    # Of thirty-two some have no seat, and would take any.
    table = seated(seed, many=many)
    assert bool(table.plan.unplaced()) is (many == 32)

    run(table, hot=1e12, cold=1e12, seed=seed)

    assert table.s.group_of[:2].tolist() == [0, 1]
    assert table.s.best[:2].tolist() == [0, 1]
    table.assert_right()


@pytest.mark.parametrize("seed", range(6))
def test_a_region_takes_from_the_others_nobody_and_gives_them_nobody(seed):
    table = seated(seed, leads=6)
    plan = table.plan
    led = plan.open_mentors()
    mine = led[:2] if seed % 2 else led[2:] + plan.idle_mentors()
    rows = [row for lead in mine for row in plan.seats[lead]]
    region = table.seating.region(np.array(sorted(rows)), np.array(mine))

    run(table, region, hot=1e7, cold=1e7, seed=seed)

    table.assert_right()
    now = table.plan
    assert now.seats != plan.seats
    for lead in set(range(6)) - set(mine):
        assert sorted(now.seats[lead]) == sorted(plan.seats[lead])
    assert sorted(row for lead in mine for row in now.seats[lead]) == sorted(rows)
    outside = [row for row in range(20) if row not in rows]
    assert (table.s.best[outside] == np.array(plan.group_of)[outside]).all()


def test_one_more_who_is_placed_is_worth_whatever_it_costs():
    # Five are one more than this programme prefers, and that costs.
    people = (*mentees(9), mentor("m"), mentor("n"))
    block = block_of(*people, params=Params(preferred_size=4))
    table = Seated(block, plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7]))

    values = run(table, hot=1e-9, cold=1e-9).values

    assert values.tolist() == [-600_000, -600_000]
    assert plan_at(table).unplaced() == []


def test_who_may_sit_nowhere_is_left_where_it_is():
    forbidden = tuple(Pin("e9", name, "forbid") for name in "mn")
    block = block_of(*mentees(9), mentor("m"), mentor("n"), pins=forbidden)
    table = Seated(block, plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7]))

    run(table, hot=1e9, cold=1e9)

    assert table.plan.unplaced() == [8]
    table.assert_right()
