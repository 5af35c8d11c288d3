"""One small block, and what every plan of it has to keep."""

from dataclasses import replace
from itertools import combinations
from random import Random

import numpy as np

from boards.composing import Instance
from boards.composing.block import blocks
from boards.solving.plan import Plan
from tests.boards.composing.people import mentee, mentor


def block_of(*people, **about):
    (found,) = blocks(Instance(id="small", people=people, **about))
    return found


def mixed(seed, many=14, leads=4, apart=0.15, **about):
    """People who differ, some of whom may not sit together."""
    random = Random(seed)
    names = [f"e{n:02}" for n in range(many)]
    people = [
        mentee(name, needs={random.choice("abc"): random.randint(1, 3)})
        for name in names
    ]
    people += [
        mentor(
            f"m{n}",
            expertise={random.choice("abc"): random.randint(1, 3)},
            max_group=random.choice([5, 6]),
        )
        for n in range(leads)
    ]
    pairs = [pair for pair in combinations(names, 2) if random.random() < apart]
    return block_of(*people, exclusions=tuple(pairs), **about)


def rough(seed, **about):
    """As `mixed`, but everybody is worth something else to everybody."""
    block, random = mixed(seed, **about), np.random.default_rng(seed)
    people, leads = block.mentor_worth.shape
    worth = random.integers(0, 5_000_000, (people, leads), dtype=np.intc)
    half = np.triu(random.integers(0, 30_000, (people, people), dtype=np.intc), 1)
    return replace(block, mentor_worth=worth, peer_worth=half + half.T)


def plan_of(block, *groups):
    """The mentees of the first mentor, of the second, and so on."""
    plan = Plan(block)
    for mentor_at, members in enumerate(groups):
        for row in members:
            plan.seat(row, mentor_at)
    return plan


def assert_valid(block, plan):
    for lead, members in enumerate(plan.seats):
        assert len(members) in (0, *range(block.min_size, block.limits[lead] + 1))
        assert not any(block.apart[a, b] for a, b in combinations(members, 2))
        assert not any(block.barred[a, lead] for a in members)
    assert_agrees(plan)


def assert_agrees(plan):
    """Its three ways to say who sits where say the same."""
    at = {row: lead for lead, members in enumerate(plan.seats) for row in members}
    assert plan.group_of == [at.get(row, -1) for row in range(len(plan.group_of))]
    assert plan.bits == [sum(1 << row for row in members) for members in plan.seats]
