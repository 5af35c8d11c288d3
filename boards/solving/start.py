"""A first plan: locks, then mentors who cover most, then the hardest to place first."""

from heapq import heapify, heappop, heappush
from random import Random

import numpy as np

from boards.composing.block import Block
from boards.composing.capacity import largest_together

from .plan import Plan
from .repair import repair

CROWDING = 300_000
GROUP = 5
LARGE = 10**12


def start(block: Block, random: Random, extra: int = 0, *, wild: bool = False) -> Plan:
    """A valid plan.

    `extra` groups more or less than seems best, or mentors and an order drawn
    at random (`wild`), lead elsewhere.
    """
    plan = Plan(block)
    _seat_locked(block, plan, random if wild else None)
    count = _groups_wanted(block) + extra
    mentors = _draw(plan, count, random) if wild else _choose(block, plan, count)
    if mentors:
        _seat_rest(block, plan, mentors, random, wild)
    repair(block, plan)
    return plan


def _seat_locked(block: Block, plan: Plan, random: Random | None) -> None:
    for mentor, locked in block.wards.items():
        waiting = list(locked)
        if random:
            random.shuffle(waiting)
        for mentee in largest_together(block, waiting, block.limits[mentor]):
            plan.seat(mentee, mentor)


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
    """Mentors one by one, each adding most to what the mentees have so far."""
    chosen = plan.open_mentors()
    worth = np.where(block.barred, 0, block.mentor_worth)
    cover = worth[:, chosen].max(axis=1, initial=0)
    # What a mentor adds only shrinks, so an old figure is a bound.
    queue = [(-LARGE, mentor) for mentor in plan.idle_mentors()]
    heapify(queue)
    while queue and len(chosen) < count:
        _, mentor = heappop(queue)
        added = _added(worth[:, mentor], cover)
        if queue and -added > queue[0][0]:
            heappush(queue, (-added, mentor))
            continue
        top = np.argpartition(worth[:, mentor], -_seats(cover))[-_seats(cover) :]
        cover[top] = np.maximum(cover[top], worth[top, mentor])
        chosen.append(mentor)
    return chosen


def _seats(cover: np.ndarray) -> int:
    return min(GROUP, len(cover))


def _added(worth: np.ndarray, cover: np.ndarray) -> int:
    """What a mentor adds for as many mentees as make one group."""
    gains = np.maximum(worth - cover, 0)
    return int(np.partition(gains, -_seats(cover))[-_seats(cover) :].sum())


def _seat_rest(
    block: Block, plan: Plan, mentors: list[int], random: Random, wild: bool
) -> None:
    there = _OpenGroups(block, mentors)
    for mentor in mentors:
        for mentee in plan.seats[mentor]:
            there.seat(mentee, mentors.index(mentor))
    hardness = block.apart.sum(axis=1) + block.barred[:, mentors].sum(axis=1)
    waiting = [mentee for mentee in plan.unplaced() if not block.locked[mentee]]
    waiting.sort(
        key=lambda mentee: (0 if wild else -int(hardness[mentee]), random.random())
    )
    for mentee in waiting:
        column = there.best(mentee)
        if column is not None:
            there.seat(mentee, column)
            plan.seat(mentee, mentors[column])


class _OpenGroups:
    """The open groups: who cannot join which, and what joining is worth."""

    def __init__(self, block: Block, mentors: list[int]):
        self.block = block
        self.worth = block.mentor_worth[:, mentors]
        self.closed = block.barred[:, mentors].T.copy()
        self.bonds = np.zeros(self.closed.shape, dtype=np.int32)
        self.sizes = np.zeros(len(mentors), dtype=np.int64)
        self.limits = np.array([block.limits[mentor] for mentor in mentors])

    def best(self, mentee: int) -> int | None:
        gains = self.worth[mentee] + 24 * self.bonds[:, mentee]
        gains = gains - CROWDING * self.sizes * self.sizes
        gains[self.closed[:, mentee] | (self.sizes >= self.limits)] = -LARGE
        column = int(gains.argmax())
        return column if gains[column] > -LARGE else None

    def seat(self, mentee: int, column: int) -> None:
        self.bonds[column] += self.block.peer_worth[mentee]
        self.closed[column] |= self.block.apart[mentee]
        self.sizes[column] += 1
