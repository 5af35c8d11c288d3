"""Kinds, bonds and candidates: what pricing knows before it searches."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing import Pin
from boards.solving import candidates, open_block, priced
from boards.solving.compiled import Tables
from boards.solving.exact import possible_groups
from boards.solving.priced import NONE, PricedBlock
from tests.boards.composing.people import mentee, mentees, mentor

from .small import block_of, rough
from .uncompiled import uncompiled

pytestmark = pytest.mark.usefixtures("compiled_code")

PLAIN, PRICED = uncompiled(candidates), uncompiled(priced)
seeds = pytest.mark.parametrize("seed", range(6))


def priced_of(block):
    return open_block._priced(block, Tables(block), len(block.mentees))


def table_of(seed, people=9, apart=0.3):
    """Bonds between some people, and -1 between those who are apart."""
    random = Random(seed)
    peers = np.zeros((people, people), dtype=np.int16)
    for a, b in combinations(range(people), 2):
        bond = -1 if random.random() < apart else random.choice([0, 3, 5, 5, 9, 20])
        peers[a, b] = peers[b, a] = bond
    return peers


@seeds
def test_two_of_one_kind_never_sit_together(seed):
    peers, kinds = table_of(seed), np.empty(9, dtype=np.int64)

    PRICED.sort_out(peers, kinds)

    for a, b in combinations(range(9), 2):
        assert kinds[a] != kinds[b] or peers[a, b] < 0
    assert all(kinds[kind] == kind for kind in kinds)
    fast = np.empty_like(kinds)
    priced.sort_out(peers, fast)
    assert fast.tolist() == kinds.tolist()


@pytest.mark.parametrize(
    ("name", "kinds"), [("a", [0, 0, 0, 3, 4, 5]), ("t", [0, 1, 2, 3, 3, 3])]
)
def test_a_team_is_one_kind_and_who_is_apart_from_nobody_one_alone(name, kinds):
    team = (mentee(f"{name}{n}", team="t") for n in range(3))
    block = block_of(*mentees(3), *team, mentor("m"))
    found = np.empty(6, dtype=np.int64)

    PRICED.sort_out(Tables(block).peers, found)

    assert found.tolist() == kinds


@seeds
def test_values_are_noted_in_falling_order_one_of_each_kind(seed):
    random = Random(seed)
    row, kinds = np.full(4, NONE), np.full(4, -1)
    noted = {}
    for _ in range(30):
        value, kind = random.randrange(100), random.randrange(7)
        noted[kind] = max(value, noted.get(kind, 0))

        PLAIN._insert(row, kinds, 0, 3, value, kind)

        best = sorted(noted.values(), reverse=True)[:4]
        assert row[: len(best)].tolist() == best
        for at in range(len(best)):
            assert noted[kinds[at]] == row[at]


def test_what_stands_before_the_first_place_is_left_alone():
    row, kinds = np.array([7, 5, 3]), np.array([1, 2, 3])

    PLAIN._insert(row, kinds, 1, 2, 100, 4)
    PLAIN._insert(row, kinds, 1, 2, 5, 5)

    assert (row.tolist(), kinds.tolist()) == ([7, 100, 5], [1, 4, 2])


def most_among(peers, kinds, me, others, many):
    """The most that bonds with so many others, one of each kind, can add up to."""
    best = {}
    for other in others:
        if other != me and peers[me, other] > 0:
            best[kinds[other]] = max(peers[me, other], best.get(kinds[other], 0))
    return sum(sorted(map(int, best.values()), reverse=True)[:many])


@seeds
@pytest.mark.parametrize("seen", [3, 9])
def test_people_are_ranked_by_their_bonds(seed, seen):
    peers, kinds = table_of(seed), np.empty(9, dtype=np.int64)
    PRICED.sort_out(peers, kinds)
    friends, bonds = np.empty((9, seen), np.int32), np.empty((9, seen), np.int32)
    tops = np.empty((9, 6), dtype=np.int64)

    PRICED.rank(peers, kinds, friends, bonds, tops)

    for me in range(9):
        strongest = sorted((b for b in peers[me].tolist() if b > 0), reverse=True)
        strongest = strongest[:seen]
        assert bonds[me].tolist() == strongest + [0] * (seen - len(strongest))
        near = friends[me, : len(strongest)].tolist()
        assert len(set(near)) == len(near)
        assert peers[me, near].tolist() == strongest
        most = [most_among(peers, kinds, me, range(9), many) for many in range(6)]
        assert tops[me].tolist() == most


def ranked(seed, seen):
    """People with bonds, of whom each sees so many of its friends."""
    peers, kinds = table_of(seed), np.empty(9, dtype=np.int64)
    PRICED.sort_out(peers, kinds)
    friends, bonds = np.empty((9, seen), np.int32), np.empty((9, seen), np.int32)
    tops = np.empty((9, 6), dtype=np.int64)
    PRICED.rank(peers, kinds, friends, bonds, tops)
    nothing = np.zeros(0)
    return PricedBlock(nothing, peers, friends, bonds, tops, kinds, *[nothing] * 5)


@seeds
@pytest.mark.parametrize(
    ("able", "most"),
    [([0, 1, 2, 3, 4, 5, 6, 7, 8], 4), ([1, 2, 4, 8], 3), ([0, 3, 5, 6, 7, 8], 5)],
)
@pytest.mark.parametrize("seen", [2, 4, 9])
def test_the_bonds_among_some_are_never_put_too_low(seed, able, most, seen):
    priced, tops = ranked(seed, seen), np.full((9, 6), -99)

    PLAIN.tops_among(
        np.array(able), len(able), most, priced, np.zeros(9, np.bool_), tops
    )

    for at, me in enumerate(able):
        for many in range(most):
            truth = most_among(priced.peers, priced.kinds, me, able, many)
            assert tops[at, many] >= truth
            # Whoever sees all knows.
            assert seen < 9 or tops[at, many] == truth


@seeds
def test_the_highest_keys_are_added_up_one_of_each_kind(seed):
    random, priced = Random(seed), ranked(seed, 9)
    able = np.array(random.sample(range(9), 6))
    keys = np.array([random.randrange(-50, 50) for _ in able])
    best = {}
    for me, key in zip(able.tolist(), keys.tolist(), strict=True):
        kind = priced.kinds[me]
        best[kind] = max(key, best.get(kind, NONE))
    falling = sorted(best.values(), reverse=True)
    for many in range(1, 5):
        total = PLAIN._highest(priced, able, keys, 6, many)

        if many <= len(falling):
            assert total == sum(falling[:many])
        else:
            assert total < NONE // 2


@seeds
@pytest.mark.parametrize("width", [2, 5, 20])
def test_a_glance_keeps_those_with_the_highest_keys_a_few_of_each_kind(seed, width):
    random = Random(seed)
    kinds = np.array([random.randrange(3) for _ in range(16)])
    priced = ranked(seed, 9)._replace(kinds=kinds)
    able = np.array(random.sample(range(16), 12))
    keys = np.array(random.sample(range(100), 12))
    wanted, counts = [], [0, 0, 0]
    for key, me in sorted(zip(keys.tolist(), able.tolist(), strict=True), reverse=True):
        if counts[kinds[me]] < candidates.OF_A_KIND and len(wanted) < width:
            counts[kinds[me]] += 1
            wanted.append((me, key))

    kept = PLAIN._spread(priced, able, keys, 12, width)

    found = zip(able[:kept].tolist(), keys[:kept].tolist(), strict=True)
    assert list(found) == wanted


@seeds
@pytest.mark.parametrize("floor", [-(10**12), 1_500_000])
def test_nobody_who_is_in_a_better_group_is_left_out(seed, floor):
    pins = (Pin("e02", "m0", "forbid"), Pin("e03", "m1", "forbid"))
    block = rough(seed, many=10, leads=2, apart=0.2, pins=pins)
    priced, random = priced_of(block), Random(seed)
    prices = np.array([random.randrange(0, 2_000_000) for _ in range(10)])
    groups = list(possible_groups(block))
    narrowed = 0
    for lead, size in ((0, 4), (0, 5), (1, 4), (1, 5)):
        worths = {
            group.members: group.value - int(prices[list(group.members)].sum())
            for group in groups
            if (group.mentor, len(group.members)) == (lead, size)
            and group.worst >= floor
        }
        for best in (NONE, *sorted(worths.values())[-3:]):
            able, keys = np.empty(10, np.int64), np.empty(10, np.int64)

            count = PLAIN.candidates(
                priced, lead, size, prices, floor, best, 0, able, keys,
                np.zeros(10, np.bool_), np.empty((10, 6), np.int64),
            )  # fmt: skip

            kept = set(able[:count].tolist())
            assert len(kept) == count
            assert not block.barred[list(kept), lead].any()
            better = [members for members, worth in worths.items() if worth > best]
            assert {row for members in better for row in members} <= kept
            narrowed += count < 10
    assert narrowed
