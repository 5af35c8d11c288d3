"""The plain local search: it keeps the rules and its accounts, and stops when told."""

from random import Random

import pytest

from boards.composing import Pin
from boards.solving import anneal
from boards.solving.plan import Plan
from boards.solving.start import start
from tests.boards.composing.people import mentees, mentor

from .small import assert_valid, block_of, mixed, plan_of


def priced(block, plan, floor, price):
    fits = [
        f for lead in plan.open_mentors() for f in block.fits(lead, plan.seats[lead])
    ]
    lack = sum(max(0, floor - fit) for fit in fits)
    return plan.merit(block).value - price * lack


@pytest.mark.parametrize(("floor", "price"), [(anneal.LOWEST, 0), (3_000_000, 5)])
@pytest.mark.parametrize("seed", range(6))
def test_the_moves_keep_the_rules_and_their_accounts(seed, floor, price):
    locks = (Pin("e00", "m0", "lock"), Pin("e01", "m1", "lock"))
    block = mixed(seed, many=17, leads=5, pins=(*locks, Pin("e02", "m0", "forbid")))
    plan = start(block, Random(seed))
    walk = anneal.Annealer(block, plan.copy(), Random(seed), floor, price)

    walk.run(3_000, 1e6)

    assert_valid(block, walk.plan)
    assert walk.plan.seats != plan.seats
    gained = priced(block, walk.plan, floor, price) - priced(block, plan, floor, price)
    assert gained == walk.value
    assert walk.plan.counts(block) == plan.counts(block)
    for row in (0, 1):
        assert walk.plan.group_of[row] == plan.group_of[row]


@pytest.mark.parametrize("seed", range(3))
def test_annealing_never_loses_and_repeats_itself(seed):
    block = mixed(seed, many=17, leads=5)
    plan = start(block, Random(seed))
    before = [list(members) for members in plan.seats]

    first, second = (
        anneal.anneal(block, plan, proposals=3_000, random=Random(seed))
        for _ in range(2)
    )

    assert first.merit(block) >= plan.merit(block)
    assert first.seats == second.seats
    assert plan.seats == before


def test_it_looks_whether_to_stop_after_each_part():
    block = mixed(1)
    asked = []

    anneal.anneal(
        block,
        start(block, Random(1)),
        proposals=5 * anneal.CHUNK,
        random=Random(1),
        should_stop=lambda: asked.append(1) or len(asked) == 2,
    )

    assert len(asked) == 2


@pytest.mark.parametrize(
    "pins", [(), tuple(Pin(f"e{n}", "m", "lock") for n in range(1, 5))]
)
def test_where_nothing_can_change_the_plan_itself_comes_back(pins):
    block = block_of(*mentees(5), mentor("m"), pins=pins)
    plan = plan_of(block, [0, 1, 2, 3]) if pins else Plan(block)

    assert anneal.anneal(block, plan, proposals=10, random=Random(1)) is plan


def test_a_price_on_a_lack_lifts_the_worst_off():
    block = mixed(3, many=15, leads=4, apart=0)
    plan = start(block, Random(1))

    def worst(floor, price):
        found = anneal.anneal(
            block, plan, proposals=6_000, random=Random(1), floor=floor, price=price
        )
        return found.merit(block).worst

    assert worst(4_000_000, 1_000) >= worst(anneal.LOWEST, 0)


@pytest.mark.parametrize("seed", range(4))
def test_a_group_is_opened_or_spread_without_breaking_another(seed):
    block = mixed(seed, many=16, leads=4, apart=0.05)
    plan = start(block, Random(seed))
    walk = anneal.Annealer(block, plan.copy(), Random(seed), anneal.LOWEST, 0)

    for lead in (0, 1, 2, 3) * 5:
        walk._resize(lead, 1e12)
        assert_valid(block, walk.plan)

    assert walk.value == walk.plan.merit(block).value - plan.merit(block).value


def test_a_group_with_a_lock_is_not_spread():
    pins = (Pin("e00", "m0", "lock"),)
    block = mixed(2, many=12, leads=3, apart=0, pins=pins)
    plan = plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7])
    walk = anneal.Annealer(block, plan.copy(), Random(1), anneal.LOWEST, 0)

    walk._resize(0, 1e12)

    assert walk.plan.seats == plan.seats
