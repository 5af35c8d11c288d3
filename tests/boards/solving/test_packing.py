"""The best plan of a few, from the groups that are open, against trying all."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.solving.packing import pack

LIMIT, BUDGET = 1_000, 200_000


def packed(groups, idle, everybody, limit=LIMIT, budget=BUDGET):
    bits, leads, lacks = (np.array(row) for row in zip(*groups, strict=True))
    lack, chosen, done = pack(
        bits, leads, lacks, np.array(idle), everybody, limit, budget
    )
    return int(lack), sorted(int(one) for one in chosen if one >= 0), bool(done)


def tried(groups, idle, everybody, limit=LIMIT):
    best = limit
    for many in range(1, len(idle) + 1):
        for some in combinations(groups, many):
            seats = sum(bits for bits, _, _ in some)
            apart = len({lead for _, lead, _ in some}) == many
            disjoint = sum(b.bit_count() for b, _, _ in some) == seats.bit_count()
            if apart and disjoint and seats == everybody:
                leads = {lead for _, lead, _ in some}
                lack = sum(lack for _, _, lack in some)
                lack += sum(c for lead, c in enumerate(idle) if lead not in leads)
                best = min(best, lack)
    return best


@pytest.mark.parametrize("seed", range(12))
def test_nothing_lacks_less_than_what_is_found(seed):
    random = Random(seed)
    people, leads = 6, 3
    idle = [random.randrange(40) for _ in range(leads)]
    groups = [
        (
            sum(
                1 << row for row in random.sample(range(people), random.choice([2, 3]))
            ),
            random.randrange(leads),
            random.randrange(60),
        )
        for _ in range(30)
    ]

    lack, chosen, done = packed(groups, idle, 0b111111)

    assert done
    assert lack == tried(groups, idle, 0b111111)
    some = [groups[one] for one in chosen]
    assert bool(some) == (lack < LIMIT)
    if some:
        assert sum(bits for bits, _, _ in some) == 0b111111
        used = {lead for _, lead, _ in some}
        assert len(used) == len(some)
        spare = sum(cost for lead, cost in enumerate(idle) if lead not in used)
        assert lack == sum(one[2] for one in some) + spare


def test_one_mentor_leads_one_group():
    groups = [(0b0011, 0, 1), (0b1100, 0, 1), (0b1100, 1, 50)]

    assert packed(groups, [0, 0], 0b1111) == (51, [0, 2], True)


def test_a_mentor_who_leads_nobody_costs_what_is_said():
    groups = [(0b11, 0, 10), (0b11, 1, 20)]

    assert packed(groups, [100, 5], 0b11) == (15, [0], True)
    assert packed(groups, [5, 100], 0b11) == (25, [1], True)


def test_whoever_cannot_be_placed_need_not_be():
    assert packed([(0b101, 0, 7)], [0], 0b101) == (7, [0], True)


@pytest.mark.parametrize("limit", [7, 3])
def test_what_lacks_as_much_as_is_known_already_is_not_wanted(limit):
    assert packed([(0b11, 0, 7)], [0], 0b11, limit=limit) == (limit, [], True)


def test_who_has_no_open_group_leaves_nothing_to_find():
    assert packed([(0b01, 0, 1)], [0, 0], 0b11) == (LIMIT, [], True)


def test_what_takes_too_long_is_said_to_be_unfinished():
    groups = [(1 << row, row, row) for row in range(4)]

    assert packed(groups, [0] * 4, 0b1111, budget=2) == (LIMIT, [], False)
