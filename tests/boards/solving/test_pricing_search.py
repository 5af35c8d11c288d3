"""The best groups of a mentor under prices, against all groups there are."""

from functools import cache
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing import Pin
from boards.solving import pricing
from boards.solving.anneal import LOWEST
from boards.solving.compiled import Tables
from boards.solving.exact import possible_groups
from boards.solving.open_block import _priced
from boards.solving.pool import Pool
from boards.solving.priced import NEVER, NONE

from .small import rough
from .uncompiled import uncompiled

pytestmark = pytest.mark.usefixtures("compiled_code")

PLAIN = uncompiled(pricing)
BUDGET = 10**6
FAIR = 1_600_000
seeds = pytest.mark.parametrize("seed", range(5))
fair = pytest.mark.parametrize("floor", [LOWEST, FAIR])


@cache
def world(seed):
    """A block as pricing reads it, the prices, and all groups it may have."""
    pins = Pin("e00", "m1", "lock"), Pin("e02", "m0", "forbid")
    block = rough(seed, many=10, leads=3, apart=0.15, pins=pins)
    priced = _priced(block, Tables(block), sum(block.limits) - 6)
    random = Random(seed)
    prices = np.array([random.randrange(0, 1_500_000) for _ in range(10)])
    return priced, prices, tuple(possible_groups(block))


def worths_of(seed, lead, floor=LOWEST, size=None):
    """What each group of a mentor is worth beyond its prices."""
    _, prices, groups = world(seed)
    return {
        group.members: group.value - int(prices[list(group.members)].sum())
        for group in groups
        if group.mentor == lead
        and group.worst >= floor
        and size in (None, len(group.members))
    }


def pool_of(priced, kept=16):
    mentors, widest = len(priced.limits), priced.tops.shape[1]
    return Pool(
        np.full((mentors, kept, widest), -1, np.int32),
        np.zeros((mentors, kept), np.int64),
        np.zeros((mentors, kept), np.int64),
        np.zeros(mentors, np.int64),
    )


def assert_true(seed, lead, rows, values, worsts):
    """Each group that was noted exists, and is worth what is said."""
    known = {group.members: group for group in world(seed)[2] if group.mentor == lead}
    for row, value, worst in zip(rows, values, worsts, strict=True):
        group = known[tuple(sorted(one for one in row.tolist() if one >= 0))]
        assert (value, worst) == (group.value, group.worst)


def search(seed, lead, size, floor, best, budget=BUDGET, every=False, lines=400):
    """What is the best, what is left open, and the groups that were noted."""
    priced, prices, _ = world(seed)
    able = np.flatnonzero(priced.worth[lead] > NEVER)
    tops = np.empty((10, priced.tops.shape[1]), np.int64)
    PLAIN.tops_among(able, len(able), size, priced, np.zeros(10, np.bool_), tops)
    groups = np.full((lines, priced.tops.shape[1]), -1, np.int32)
    worths = np.zeros((lines, 2), np.int64)
    found, left_open, noted = PLAIN._search(
        priced, lead, size, prices, floor, best, able, len(able), tops, budget,
        groups, worths, every,
    )  # fmt: skip
    assert_true(seed, lead, groups[:noted], worths[:noted, 0], worths[:noted, 1])
    return int(found), int(left_open), groups[: min(noted, lines)]


def as_sets(rows):
    return [tuple(sorted(one for one in row.tolist() if one >= 0)) for row in rows]


@seeds
@fair
@pytest.mark.parametrize("size", [4, 5])
def test_the_best_group_of_a_size_is_found(seed, floor, size):
    worths = worths_of(seed, 0, floor, size)
    top = max(worths.values(), default=NONE)

    found, left_open, rows = search(seed, 0, size, floor, NONE)

    assert (found, left_open) == (top, NONE)
    noted = [worths[some] for some in as_sets(rows)]
    assert noted == sorted(set(noted))
    assert noted[-1:] == [top] * bool(worths)


@seeds
def test_what_is_no_better_than_what_is_known_is_not_noted(seed):
    top = max(worths_of(seed, 1, size=4).values())

    for known in (top, top + 1):
        found, left_open, rows = search(seed, 1, 4, LOWEST, known)
        assert (found, left_open, len(rows)) == (known, NONE, 0)
    found, _, rows = search(seed, 1, 4, LOWEST, top - 1)
    assert (found, len(rows)) == (top, 1)


@seeds
@fair
def test_every_group_that_is_better_is_found_when_all_are_asked(seed, floor):
    worths = worths_of(seed, 0, floor, 4)
    middle = sorted(worths.values())[len(worths) // 2] if worths else 0

    _, _, rows = search(seed, 0, 4, floor, middle, every=True)

    better = [some for some, worth in worths.items() if worth > middle]
    assert sorted(as_sets(rows)) == sorted(better)


@seeds
@pytest.mark.parametrize("budget", [0, 1, 2, 5, 10, 20, 40])
def test_a_search_that_is_cut_off_says_what_it_left_open(seed, budget):
    for lead, size in ((0, 4), (0, 5), (1, 4)):
        top = max(worths_of(seed, lead, size=size).values())

        found, left_open, _ = search(seed, lead, size, LOWEST, NONE, budget)

        assert found <= top <= max(found, left_open)


@seeds
def test_a_search_that_is_cut_off_at_once_leaves_the_highest_of_all_open(seed):
    priced, prices, _ = world(seed)
    able = np.flatnonzero(priced.worth[1] > NEVER)
    tops = np.empty((10, priced.tops.shape[1]), np.int64)
    PLAIN.tops_among(able, len(able), 4, priced, np.zeros(10, np.bool_), tops)
    highest = priced.worth[1, able] - prices[able] + 20 * tops[: len(able), 3]

    _, left_open, _ = search(seed, 1, 4, LOWEST, NONE, budget=0)

    assert left_open == sum(sorted(highest.tolist())[-4:]) - priced.costs[4]


def test_where_there_is_one_group_only_it_is_found():
    block = rough(1, many=4, leads=1, apart=0)
    priced = _priced(block, Tables(block), 4)
    prices, pool = np.array([10, 20, 30, 40]), pool_of(priced)
    members = np.full((9, priced.tops.shape[1]), -1, np.int32)
    worths = np.zeros((9, 2), np.int64)

    worth = PLAIN.price(priced, pool, np.array([0]), prices, LOWEST, 0, BUDGET)
    count = PLAIN.collect(priced, 0, prices, LOWEST, 0, BUDGET, members, worths)

    assert worth == worths[0, 0] == block.value(0, [0, 1, 2, 3]) - 100
    assert count == pool.counts[0] == 1
    assert sorted(members[0, :4].tolist()) == [0, 1, 2, 3]


def test_of_too_many_groups_the_latest_take_the_places_of_the_first():
    _, _, rows = search(2, 0, 4, LOWEST, 0, every=True)
    assert len(rows) > 7

    _, _, kept = search(2, 0, 4, LOWEST, 0, every=True, lines=3)

    latest = {number % 3: row.tolist() for number, row in enumerate(rows)}
    assert kept.tolist() == [latest[line] for line in range(3)]


def priced_at(seed, mentors, floor, *, pool=None, width=0, budget=BUDGET, fast=False):
    priced, prices, _ = world(seed)
    pool = pool or pool_of(priced)
    how = pricing.price if fast else PLAIN.price
    worth = how(priced, pool, np.array(mentors), prices, floor, width, budget)
    for lead, count in enumerate(pool.counts):
        lines = slice(0, count)
        assert_true(
            seed, lead, pool.members[lead, lines], pool.values[lead, lines],
            pool.worsts[lead, lines],
        )  # fmt: skip
    return int(worth)


def truly(seed, lead, floor):
    priced = world(seed)[0]
    able = [
        worth
        for some, worth in worths_of(seed, lead, floor).items()
        if len(some) >= priced.leasts[lead]
    ]
    return max([*able, NONE if priced.forced[lead] else 0])


@seeds
@fair
@pytest.mark.parametrize("fast", [False, True])
def test_prices_say_what_the_best_group_is_worth_beyond_them(seed, floor, fast):
    alone = [truly(seed, lead, floor) for lead in range(3)]

    for lead in range(3):
        assert priced_at(seed, [lead], floor, fast=fast) == alone[lead]
    total = NONE if NONE in alone else sum(alone)
    assert priced_at(seed, [0, 1, 2], floor, fast=fast) == total


def test_mentors_who_must_lead_count_though_it_costs():
    priced, prices, _ = world(1)
    dear = prices + 5_000_000
    free = priced._replace(forced=np.zeros(3, np.bool_))
    bound_to = priced._replace(forced=np.ones(3, np.bool_))

    worth = [
        int(PLAIN.price(one, pool_of(one), np.arange(3), dear, LOWEST, 0, BUDGET))
        for one in (free, bound_to)
    ]

    assert worth[0] == 0
    best = [
        max(
            group.value - int(dear[list(group.members)].sum())
            for group in world(1)[2]
            if group.mentor == lead and len(group.members) >= priced.leasts[lead]
        )
        for lead in range(3)
    ]
    assert worth[1] == sum(best) < 0


def test_a_mentor_who_must_lead_and_cannot_makes_it_impossible():
    priced, prices, _ = world(1)
    forced = priced._replace(forced=np.array([False, True, False]))

    for floor, possible in ((LOWEST, True), (10**9, False)):
        worth = PLAIN.price(
            forced, pool_of(forced), np.arange(3), prices, floor, 0, BUDGET
        )
        assert bool(worth > NONE) is possible


@seeds
@pytest.mark.parametrize("budget", [0, 3, 15])
def test_pricing_that_is_cut_off_is_never_too_low(seed, budget):
    exact = sum(truly(seed, lead, LOWEST) for lead in range(3))

    assert priced_at(seed, [0, 1, 2], LOWEST, budget=budget) >= exact


@seeds
def test_a_glance_finds_groups_that_exist_and_proves_nothing(seed):
    exact = sum(truly(seed, lead, LOWEST) for lead in range(3))

    assert priced_at(seed, [0, 1, 2], LOWEST, width=5) <= exact


def test_what_is_known_already_is_not_searched_for_again():
    pool = pool_of(world(3)[0])
    first = priced_at(3, [0, 1, 2], LOWEST, pool=pool)
    counts = pool.counts.tolist()

    assert priced_at(3, [0, 1, 2], LOWEST, pool=pool) == first
    assert pool.counts.tolist() == counts
