"""The whole truth about a tiny block, by dynamic programming over its mentees."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from boards.composing.block import Block

from .plan import Plan

MOST_MENTEES = 15
# Columns times states: a few seconds at the most.
MOST_WORK = 200_000_000
IMPOSSIBLE = -(2**62)


@dataclass(frozen=True)
class PossibleGroup:
    """A group that may exist, its mentees also as bits."""

    mentor: int
    members: tuple[int, ...]
    bits: int
    value: int
    worst: int


def possible_groups(block: Block) -> Iterator[PossibleGroup]:
    """Every group that the rules allow."""
    for mentor, limit in enumerate(block.limits):
        able = [m for m in range(len(block.mentees)) if not block.barred[m, mentor]]
        for members in _cliques(block, (), able, limit):
            fits = block.fits(mentor, members)
            value = sum(fits) - block.size_costs[len(members)]
            bits = sum(1 << mentee for mentee in members)
            yield PossibleGroup(mentor, members, bits, value, min(fits))


def _cliques(
    block: Block, chosen: tuple[int, ...], rest: list[int], limit: int
) -> Iterator[tuple[int, ...]]:
    if len(chosen) >= block.min_size:
        yield chosen
    if len(chosen) < limit:
        for index, mentee in enumerate(rest):
            apart = block.apart_bits[mentee]
            left = [other for other in rest[index + 1 :] if not apart >> other & 1]
            yield from _cliques(block, (*chosen, mentee), left, limit)


def is_tiny(block: Block) -> bool:
    count = len(block.mentees)
    if count > MOST_MENTEES:
        return False
    most = MOST_WORK >> count
    return sum(1 for _ in islice(possible_groups(block), most + 1)) <= most


def best_plans(block: Block) -> Iterator[Plan]:
    """The best plan, then the best with a higher worst fit, and so on to the end.

    Whatever the fairness term weighs, the best plan is among these. Nothing is
    yielded when no group can exist.
    """
    groups = list(possible_groups(block))
    ranks = _ranks(block)
    wanted = None
    while groups:
        stages = _stages(block, groups)
        reached = stages[-1][1] > IMPOSSIBLE
        rank = int(ranks[reached].max())
        if wanted is None:
            wanted = rank
        if rank < max(wanted, 1):
            return
        values = np.where(reached & (ranks == rank), stages[-1][1], IMPOSSIBLE)
        chosen = _trace(stages, int(values.argmax()))
        yield _plan(block, chosen)
        worst = min(group.worst for group in chosen)
        groups = [group for group in groups if group.worst > worst]


def _ranks(block: Block) -> np.ndarray:
    """Per set of mentees how good it is to place them: locks first, then numbers."""
    masks = np.arange(1 << len(block.mentees))
    ranks = np.zeros(len(masks), dtype=np.int64)
    for mentee, locked in enumerate(block.locked):
        worth = (len(block.mentees) + 1) * locked + 1
        ranks += worth * (masks >> mentee & 1)
    return ranks


Stage = tuple[list[PossibleGroup], np.ndarray]


def _stages(block: Block, groups: list[PossibleGroup]) -> list[Stage]:
    """After each mentor, the best value of every set of placed mentees."""
    masks = np.arange(1 << len(block.mentees))
    best = np.full(len(masks), IMPOSSIBLE, dtype=np.int64)
    best[0] = 0
    stages: list[Stage] = [([], best)]
    for mentor in range(len(block.mentors)):
        own = [group for group in groups if group.mentor == mentor]
        before, best = best, best.copy()
        states = masks[before > IMPOSSIBLE]
        for group in own:
            free = states[states & group.bits == 0]
            target = free | group.bits
            best[target] = np.maximum(best[target], before[free] + group.value)
        stages.append((own, best))
    return stages


def _trace(stages: list[Stage], mask: int) -> list[PossibleGroup]:
    """The groups that reach a set of placed mentees at its best value."""
    chosen = []
    for (own, best), (_, before) in zip(stages[:0:-1], stages[-2::-1], strict=True):
        if best[mask] == before[mask]:
            continue
        for group in own:
            rest = mask ^ group.bits
            inside = group.bits & mask == group.bits
            if inside and before[rest] + group.value == best[mask]:
                chosen.append(group)
                mask = rest
                break
    return chosen


def _plan(block: Block, chosen: list[PossibleGroup]) -> Plan:
    plan = Plan(block)
    for group in chosen:
        for mentee in group.members:
            plan.seat(mentee, group.mentor)
    return plan
