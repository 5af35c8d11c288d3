"""A first plan: locks, then mentors who cover most, then the hardest to place first."""

from random import Random

import numpy as np

from .block import Block
from .plan import NOWHERE, Plan
from .repair import repair

CROWDING = 300_000


def start(block: Block, random: Random, extra: int = 0, *, wild: bool = False) -> Plan:
    """A valid plan.

    `extra` groups more or less than seems best, or mentors and an order drawn
    at random (`wild`), lead elsewhere.
    """
    plan = Plan(block)
    _seat_locked(block, plan)
    count = _groups_wanted(block) + extra
    mentors = _draw(plan, count, random) if wild else _choose(block, plan, count)
    if mentors:
        _seat_rest(block, plan, mentors, random, wild)
    repair(block, plan)
    return plan


def _seat_locked(block: Block, plan: Plan) -> None:
    for mentor, limit in enumerate(block.limits):
        barred = block.barred_bits[mentor]
        waiting = [
            mentee
            for mentee, locked in enumerate(block.locked)
            if locked and not barred >> mentee & 1
        ]
        for mentee in largest_together(block, waiting, limit):
            plan.seat(mentee, mentor)


def largest_together(block: Block, mentees: list[int], limit: int) -> list[int]:
    """The most of these mentees, up to a limit, who may all sit together."""
    best: list[int] = []

    def grow(chosen: list[int], rest: list[int]) -> None:
        nonlocal best
        if len(chosen) > len(best):
            best = list(chosen)
        for index, mentee in enumerate(rest):
            if len(best) == limit or len(chosen) + len(rest) - index <= len(best):
                return
            apart = block.apart_bits[mentee]
            grow(
                [*chosen, mentee], [x for x in rest[index + 1 :] if not apart >> x & 1]
            )

    grow([], mentees)
    return best


def _groups_wanted(block: Block) -> int:
    """As many as the preferred size asks for, and the largest team needs."""
    placeable = int((~block.barred).any(axis=1).sum())
    preferred = min(
        range(2, len(block.size_costs)), key=lambda size: block.size_costs[size]
    )
    crowd = largest_crowd(block)
    wanted = max(round(placeable / preferred), crowd, 1)
    return min(wanted, placeable // block.min_size, len(block.mentors))


def largest_crowd(block: Block) -> int:
    """The most mentees that share one row of conflicts: about the largest team."""
    apart = block.apart.sum(axis=1)
    return int(np.sort(apart)[-1] + 1) if len(apart) and _is_crowd(block, apart) else 0


def _is_crowd(block: Block, apart: np.ndarray) -> bool:
    row = int(apart.argmax())
    members = [row, *np.flatnonzero(block.apart[row]).tolist()]
    # Most of them apart from most: a team, rather than one unpopular person.
    return bool(block.apart[np.ix_(members, members)].mean() > 0.5)


def _draw(plan: Plan, count: int, random: Random) -> list[int]:
    chosen, idle = plan.open_mentors(), plan.idle_mentors()
    return chosen + random.sample(idle, max(0, min(count - len(chosen), len(idle))))


def _choose(block: Block, plan: Plan, count: int) -> list[int]:
    chosen = plan.open_mentors()
    worth = np.where(block.barred, 0, block.mentor_worth)
    # A mentor counts only for as many mentees as could sit there.
    cover = np.zeros(len(block.mentees), dtype=np.int64)
    for mentor in chosen:
        cover = np.maximum(cover, worth[:, mentor])
    while len(chosen) < min(count, len(block.mentors)):
        idle = [m for m in range(len(block.mentors)) if m not in chosen]
        gains = np.sort(np.maximum(worth[:, idle] - cover[:, None], 0), axis=0)[
            -5:
        ].sum(axis=0)
        mentor = idle[int(gains.argmax())]
        top = np.argsort(worth[:, mentor])[-5:]
        cover[top] = np.maximum(cover[top], worth[top, mentor])
        chosen.append(mentor)
    return chosen


def _seat_rest(
    block: Block, plan: Plan, mentors: list[int], random: Random, wild: bool
) -> None:
    bonds = np.zeros((len(block.mentees), len(mentors)), dtype=np.int64)
    for column, mentor in enumerate(mentors):
        for mentee in plan.seats[mentor]:
            bonds[:, column] += block.peer_worth[:, mentee]
    hardness = block.apart.sum(axis=1) + block.barred[:, mentors].sum(axis=1)
    waiting = [mentee for mentee in plan.unplaced() if not block.locked[mentee]]
    waiting.sort(
        key=lambda mentee: (0 if wild else -int(hardness[mentee]), random.random())
    )
    for mentee in waiting:
        gains = block.mentor_worth[mentee, mentors] + 24 * bonds[mentee]
        best, best_gain = NOWHERE, None
        for column, mentor in enumerate(mentors):
            size = len(plan.seats[mentor])
            free = (
                not block.barred_bits[mentor] >> mentee & 1
                and size < block.limits[mentor]
            )
            if free and not block.apart_bits[mentee] & plan.bits[mentor]:
                gain = int(gains[column]) - CROWDING * size * size
                if best_gain is None or gain > best_gain:
                    best, best_gain = column, gain
        if best != NOWHERE:
            plan.seat(mentee, mentors[best])
            bonds[:, best] += block.peer_worth[:, mentee]
