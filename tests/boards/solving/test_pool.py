"""The groups that pricing has met: what is kept of them, and what they let hope for."""

from functools import cache
from itertools import combinations
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.solving import pool as pooling
from boards.solving.anneal import LOWEST
from boards.solving.exact import possible_groups

from .small import rough
from .uncompiled import uncompiled

pytestmark = pytest.mark.usefixtures("compiled_code")

PLAIN = uncompiled(pooling)
seeds = pytest.mark.parametrize("seed", range(5))
PRICES = np.array([5, 10, 20, 40, 80])


def pool_with(*lines, kept=3, mentors=1, widest=3):
    """A pool with (mentor, members, value, worst)."""
    pool = pooling.Pool(
        np.full((mentors, kept, widest), -1, np.int32),
        np.zeros((mentors, kept), np.int64),
        np.zeros((mentors, kept), np.int64),
        np.zeros(mentors, np.int64),
    )
    for line in lines:
        note(pool, *line)
    return pool


def note(pool, mentor, members, value, worst, prices=PRICES):
    row = np.full(pool.members.shape[2], -1, np.int32)
    row[: len(members)] = members
    PLAIN.note(pool, mentor, row, value, worst, prices)


def lines_of(pool, mentor=0):
    return [
        (pool.members[mentor, line].tolist(), int(value), int(worst))
        for line, (value, worst) in enumerate(
            zip(pool.values[mentor], pool.worsts[mentor], strict=True)
        )
        if line < pool.counts[mentor]
    ]


def test_a_group_is_worth_what_is_left_when_its_members_are_paid():
    pool = pool_with((0, (0, 3), 100, 7), (0, (4,), 90, 7))

    assert PLAIN._reduced(pool, 0, 0, PRICES) == 55
    assert PLAIN._reduced(pool, 0, 1, PRICES) == 10


def test_groups_are_kept_in_the_order_they_came_until_there_are_too_many():
    pool = pool_with((0, (0, 1), 50, 1), (0, (2, 3), 200, 2), (0, (1, 2, 4), 300, 3))

    assert lines_of(pool) == [
        ([0, 1, -1], 50, 1),
        ([2, 3, -1], 200, 2),
        ([1, 2, 4], 300, 3),
    ]


@pytest.mark.parametrize(
    ("prices", "gone"),
    [([0, 0, 0, 0, 0], 0), ([0, 0, 90, 90, 0], 1), ([0] * 4 + [260], 2)],
)
def test_one_too_many_takes_the_place_of_what_is_worth_least_by_then(prices, gone):
    pool = pool_with((0, (0, 1), 50, 1), (0, (2, 3), 200, 2), (0, (1, 2, 4), 300, 3))
    before = lines_of(pool)

    note(pool, 0, (3,), 9, 9, np.array(prices))

    expected = [*before[:gone], ([3, -1, -1], 9, 9), *before[gone + 1 :]]
    assert lines_of(pool) == expected
    assert pool.counts.tolist() == [3]


def test_each_mentor_has_groups_of_its_own():
    pool = pool_with((1, (0,), 5, 1), (0, (1,), 6, 2), (1, (2,), 7, 3), mentors=2)

    assert pool.counts.tolist() == [1, 2]
    assert [value for _, value, _ in lines_of(pool, 1)] == [5, 7]


@pytest.mark.parametrize(
    ("floor", "least", "best"),
    [
        (0, -(10**6), (180, 2)),
        (3, -(10**6), (180, 2)),
        (4, -(10**6), (35, 0)),
        (6, -(10**6), (-(10**6), -1)),
        (4, 34, (35, 0)),
        (4, 35, (35, -1)),
    ],
)
def test_the_best_that_is_known_is_fair_enough_and_beyond_what_is_wanted(
    floor, least, best
):
    pool = pool_with((0, (0, 1), 50, 5), (0, (2, 3), 90, 4), (0, (1, 2, 4), 290, 3))

    assert PLAIN.best_known(pool, 0, PRICES, floor, least) == best


@pytest.mark.parametrize("places", range(5))
def test_as_many_pay_as_there_are_places_and_those_who_pay_most(places):
    slope, people = np.zeros(6), np.array([0, 2, 3, 5])
    prices = np.array([3.0, 100.0, -4.0, 9.0, 100.0, 1.0])

    PLAIN._pay(slope, people, places, prices)

    assert np.flatnonzero(slope).tolist() == sorted([3, 0, 5, 2][:places])
    assert set(slope.tolist()) <= {0.0, 1.0}


@cache
def world(seed):
    """A pool of some groups, who is locked, and the best plan made of those groups."""
    block, random = rough(seed, many=10, leads=3, apart=0.1), Random(seed)
    groups = random.sample(list(possible_groups(block)), 30)
    pool = pool_with(kept=64, mentors=3, widest=6)
    for group in groups:
        note(pool, group.mentor, group.members, group.value, group.worst, np.zeros(10))
    return pool, groups


def best_plan(groups, locked, places, floor, forced):
    """What the best plan of these groups is worth that seats so many of each kind."""
    best = None
    for many in range(4):
        for some in combinations(groups, many):
            rows = [row for group in some for row in group.members]
            leads = {group.mentor for group in some}
            seats = sum(row in locked for row in rows)
            if (
                len(set(rows)) == len(rows)
                and len(leads) == many
                and (seats, len(rows) - seats) == places
                and all(group.worst >= floor for group in some)
                and {lead for lead, must in enumerate(forced) if must} <= leads
            ):
                value = sum(group.value for group in some)
                best = value if best is None else max(best, value)
    return best


def descended(seed, places, prices, *, floor=LOWEST, steps=60, fast=False, **about):
    pool, _ = world(seed)
    forced = np.array(about.get("forced", [False] * 3))
    how = pooling.descend if fast else PLAIN.descend
    return how(
        pool, forced, np.array([0, 1]), np.arange(2, 10), np.array(places),
        np.array(prices, dtype=float), floor, about.get("target", 0), steps,
    )  # fmt: skip


def value_at(seed, places, prices):
    """What the prices prove of plans that are made of the pool."""
    pool, _ = world(seed)
    total = sum(sorted(prices[:2])[2 - places[0] :])
    total += sum(sorted(prices[2:])[8 - places[1] :])
    for lead in range(3):
        worths = [
            pool.values[lead, line]
            - sum(prices[row] for row in pool.members[lead, line] if row >= 0)
            for line in range(pool.counts[lead])
        ]
        total += max([0, *worths])
    return total


@seeds
@pytest.mark.parametrize("places", [(2, 2), (2, 6), (1, 4), (2, 8), (0, 5)])
def test_no_plan_of_the_pool_is_worth_more_than_the_prices_hope_for(seed, places):
    random = Random(seed)
    prices = [random.randrange(0, 4_000_000) for _ in range(10)]
    _, groups = world(seed)

    reached, hope = descended(seed, places, prices)

    assert hope == pytest.approx(value_at(seed, places, reached))
    assert hope <= value_at(seed, places, prices)
    best = best_plan(groups, (0, 1), places, LOWEST, [False] * 3)
    assert best is None or hope >= best - 1


@seeds
def test_compiled_it_descends_as_it_does_plainly(seed):
    plain, fast = (
        descended(seed, (2, 6), np.arange(1, 11) * 300_001, fast=fast)
        for fast in (False, True)
    )

    assert fast[1] == pytest.approx(plain[1])
    assert fast[0] == pytest.approx(plain[0])


def test_more_steps_never_end_higher():
    hopes = [descended(1, (2, 6), [2_000_000] * 10, steps=n)[1] for n in (1, 5, 20, 80)]

    assert hopes == sorted(hopes, reverse=True)
    assert hopes[-1] < hopes[0]


def test_it_ends_where_the_target_is_reached_already():
    prices = [2_000_000.0] * 10

    reached, hope = descended(1, (2, 6), prices, target=10**12)

    assert reached.tolist() == prices
    assert hope == value_at(1, (2, 6), prices)


def test_the_prices_one_comes_with_are_left_as_they_are():
    prices = np.full(10, 1_500_000.0)
    pool, _ = world(2)

    PLAIN.descend(
        pool, np.zeros(3, np.bool_), np.array([0, 1]), np.arange(2, 10),
        np.array([2, 6]), prices, LOWEST, 0.0, 30,
    )  # fmt: skip

    assert (prices == 1_500_000).all()


def test_a_mentor_who_must_lead_counts_though_its_groups_cost_more_than_they_bring():
    dear = [9_000_000] * 10

    _, free = descended(1, (2, 6), dear, steps=1)
    _, bound_to = descended(1, (2, 6), dear, steps=1, forced=[True] * 3)

    assert bound_to < free == 8 * 9_000_000
