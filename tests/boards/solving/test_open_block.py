"""A block that is not solved: its prices, who pays them, and the groups known of it."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing import Pin
from boards.solving import open_block as opening
from boards.solving.anneal import LOWEST
from boards.solving.compiled import Tables
from boards.solving.exact import best_plans
from boards.solving.front import Front
from boards.solving.open_block import BlockBound, OpenBlock
from boards.solving.priced import NONE
from tests.boards.composing.people import mentees, mentor

from .small import block_of, mixed, plan_of, rough

pytestmark = pytest.mark.usefixtures("compiled_code")

LOCKS = (Pin("e00", "m0", "lock"), Pin("e01", "m1", "lock"))
seeds = pytest.mark.parametrize("seed", range(4))


def open_block(block, *plans):
    front = Front(block)
    for plan in plans:
        front.offer(plan)
    return OpenBlock(front, Tables(block))


def solved(seed, **about):
    """A block of ten with its best plans, for every worst fit."""
    block = rough(seed, **{"many": 10, "leads": 3, "apart": 0.1, **about})
    plans = list(best_plans(block))
    return open_block(block, *plans), plans


def standing(part, prices):
    return BlockBound(2**40, np.array(prices, dtype=float))


@seeds
@pytest.mark.parametrize("places", [(0, 0), (1, 3), (2, 8), (0, 8)])
def test_those_pay_who_pay_most_as_many_as_have_a_place(seed, places):
    part, _ = solved(seed, pins=LOCKS)
    part.places = np.array(places)
    random = Random(seed)
    prices = np.array([random.randrange(-500, 900) for _ in range(10)])

    most = sum(
        max(sum(prices[list(some)]) for some in combinations(people, many))
        for people, many in zip((range(2), range(2, 10)), places, strict=True)
    )

    assert part.paid(prices) == most


def test_whoever_can_sit_nowhere_pays_nothing():
    forbidden = tuple(Pin("e3", name, "forbid") for name in "mn")
    block = block_of(
        *mentees(6), mentor("m"), mentor("n"),
        pins=(*forbidden, Pin("e1", "m", "lock")),
    )  # fmt: skip
    part = open_block(block, plan_of(block, [0, 1, 3, 4, 5]))

    assert (part.locked.tolist(), part.free.tolist()) == ([0], [1, 3, 4, 5])
    assert part.places.tolist() == [1, 4]
    assert part.paid(np.array([1, 10, 10**9, 100, 1_000, 10_000])) == 11_111


@seeds
def test_the_first_prices_of_a_group_add_up_to_its_value(seed):
    block = mixed(seed, many=11, leads=3, apart=0)
    groups = [0, 1, 2, 3], [], [4, 5, 6, 7, 8]
    plan = plan_of(block, *groups)

    prices = open_block(block, plan).first_prices(plan)

    for lead in (0, 2):
        value = block.value(lead, groups[lead])
        assert prices[groups[lead]].sum() == pytest.approx(value)
    # Who has no group pays as little as anybody.
    assert prices[9] == prices[10] == prices[:9].min()


@seeds
def test_the_groups_of_the_best_plans_are_learnt_once(seed):
    part, plans = solved(seed)

    for _ in range(2):
        part.learn()

    known = {
        (lead, tuple(sorted(plan.seats[lead])))
        for plan in plans
        for lead in plan.open_mentors()
    }
    pool, block = part.pool, part.block
    assert pool.counts.sum() == len(known)
    for lead, members in known:
        lines = pool.members[lead, : pool.counts[lead]].tolist()
        padding = [-1] * (pool.members.shape[2] - len(members))
        at = lines.index([*members, *padding])
        assert pool.values[lead, at] == block.value(lead, members)
        assert pool.worsts[lead, at] == min(block.fits(lead, members))


def test_no_more_groups_are_learnt_than_are_kept(monkeypatch):
    monkeypatch.setattr(opening, "KEPT", 3)
    block = mixed(1, many=9, leads=1, apart=0)
    part = open_block(block)

    for some in list(combinations(range(9), 4))[:6]:
        part._learn(plan_of(block, list(some)))

    assert part.pool.counts.tolist() == [3]
    assert part.pool.members[0, 2, :4].tolist() == [0, 1, 2, 5]


@pytest.mark.parametrize(
    ("chunk", "sizes"), [(10**6, [5]), (18, [2, 2, 1]), (1, [1] * 5)]
)
def test_each_mentor_is_priced_in_one_chunk(monkeypatch, chunk, sizes):
    monkeypatch.setattr(opening, "CHUNK", chunk)
    part = open_block(mixed(1, many=9, leads=5, apart=0))

    assert [len(some) for some in part.chunks] == sizes
    assert np.concatenate(part.chunks).tolist() == [0, 1, 2, 3, 4]


def test_who_must_lead_follows_from_the_places_there_are():
    block = mixed(3, many=12, leads=3, apart=0)
    limits = np.array(block.limits)
    for placed, plan in ((12, plan_of(block, *np.arange(12).reshape(3, 4).tolist())),):
        part = open_block(block, plan)
        slack = sum(limits) - placed

        assert part.priced.forced.tolist() == (limits > slack).tolist()
        assert part.priced.leasts.tolist() == np.maximum(4, limits - slack).tolist()


def test_a_block_is_small_when_all_who_can_be_are_placed(monkeypatch):
    block = mixed(1, many=9, leads=2, apart=0)
    whole = plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7, 8])

    assert open_block(block, whole).is_small
    assert not open_block(block, plan_of(block, [0, 1, 2, 3])).is_small
    monkeypatch.setattr(opening, "MOST_SETTLED", 8)
    assert not open_block(block, whole).is_small


@seeds
def test_prices_prove_what_no_plan_exceeds(seed):
    part, plans = solved(seed, pins=LOCKS)
    best = plans[0].merit(part.block).value
    random = Random(seed)
    for _ in range(5):
        prices = np.array([random.randrange(0, 3_000_000) for _ in range(10)])

        worth = part.price(np.arange(3), prices, LOWEST)

        assert worth == NONE or part.paid(prices) + worth >= best


@pytest.mark.parametrize("leads", [2, 3])
@seeds
def test_the_best_plan_above_what_is_wanted_is_found_outright(seed, leads):
    part, plans = solved(seed, apart=0, leads=leads)
    block = part.block
    assert part.is_small
    first = standing(part, part.first_prices(plans[0]))
    for plan in plans:
        merit = plan.merit(block)
        for wanted in (merit.value - 1_000_000, merit.value - 1, merit.value):
            found = part.settle(first, merit.worst, wanted)

            assert (found.value, found.hope) == (merit.value, merit.value)
            assert found.settled
        # Nothing is worth as much: that much is said, and no more.
        assert part.settle(first, merit.worst, merit.value + 7).value == merit.value + 7


def test_where_nobody_may_fit_so_badly_there_is_no_plan():
    part, plans = solved(1, apart=0, leads=2)
    assert part.priced.forced.all()

    found = part.settle(standing(part, part.first_prices(plans[0])), 10**9, 0)

    assert (found.value, found.settled) == (NONE, True)


@pytest.mark.parametrize(
    ("name", "least"), [("PACKINGS", 0), ("OPEN_GROUPS", 1), ("BUDGET", 0)]
)
def test_what_takes_too_long_to_settle_stays_as_it_was(monkeypatch, name, least):
    part, plans = solved(2, apart=0, leads=2)
    first = standing(part, part.first_prices(plans[0]))
    monkeypatch.setattr(opening, name, least)

    found = part.settle(first, LOWEST, plans[0].merit(part.block).value - 10**6)

    assert (found.value, found.settled) == (first.value, True)


@seeds
def test_a_scout_brings_prices_and_proves_nothing(seed):
    part, plans = solved(seed)
    part.learn()
    first = part.first_prices(plans[0])

    found = part.scout(first, lambda: False)

    assert found.value is None
    assert found.slack == np.inf
    assert len(found.prices) == 10
    worths = [
        part.paid(prices) + part.price(np.arange(3), prices, LOWEST)
        for prices in (np.rint(first).astype(int), np.rint(found.prices).astype(int))
    ]
    assert worths[1] <= worths[0]


def test_a_scout_who_is_stopped_brings_the_prices_it_was_given():
    part, plans = solved(1)
    first, asked = part.first_prices(plans[0]), []

    found = part.scout(first, lambda: asked.append(1) or True)

    assert found.prices is first
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("value", "hope", "slack"),
    [(None, 5, np.inf), (12, 5, 7), (5, 12, 0), (12, -np.inf, np.inf)],
)
def test_the_slack_is_what_a_block_may_still_fall(value, hope, slack):
    assert BlockBound(value, np.zeros(2), hope).slack == slack


def test_the_next_prices_lie_halfway_and_are_whole():
    prices, aim = np.array([10.0, 3.4, -5.0]), np.array([20.0, 3.4, -8.0])

    assert BlockBound(1, prices).trial.tolist() == [10, 3, -5]
    assert BlockBound(1, prices, aim=aim).trial.tolist() == [15, 3, -6]


@seeds
def test_a_look_says_how_far_the_value_might_fall(seed):
    part, plans = solved(seed)
    part.learn()
    merit = plans[0].merit(part.block)
    first = standing(part, part.first_prices(plans[0]))

    found = part.look(first, LOWEST, merit.value)

    # Of what is known the best plan is one: lower it cannot be.
    assert merit.value - 1 <= found.hope < np.inf
    assert found.value == first.value
    assert found.prices is first.prices
    assert found.aim.shape == (10,)
