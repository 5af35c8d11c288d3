"""The best plans found of each block, and the best way to combine them.

Blocks meet only in the fairness term: the worst fit of all. So of each block we
keep the plans that no other beats in both value and worst fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from boards.composing.block import STRIP, Block
from boards.composing.capacity import most
from boards.composing.model import Instance
from boards.composing.scoring import Score, fairness

from .plan import Merit, Plan


class Front:
    """The plans of one block that place the most, none beaten by another."""

    def __init__(self, block: Block):
        self.block = block
        self.entries: list[tuple[Merit, Plan]] = [(Merit(0, 0, 0, 0), Plan(block))]
        self.complete = False

    @property
    def counts(self) -> tuple[int, int]:
        merit = self.entries[0][0]
        return merit.locked, merit.placed

    @property
    def full(self) -> bool:
        """Whether it is proven that no plan honours more locks or places more."""
        able = (~self.block.barred).any(axis=1)
        locks = int((able & np.array(self.block.locked)).sum())
        return self.complete or self.counts == (locks, self.most)

    @property
    def most(self) -> int:
        """No plan places more."""
        return most(self.block)

    @cached_property
    def _ceilings(self) -> list[int]:
        return best_fits(self.block)

    @property
    def ceiling(self) -> int:
        """No plan that places as many has a higher worst fit."""
        if self.complete:
            return max(merit.worst for merit, _ in self.entries)
        block = self.block
        locked, placed = self.counts
        must = [
            fit
            for mentee, fit in enumerate(self._ceilings)
            if placed == len(block.mentees)
            or (block.locked[mentee] and locked == sum(block.locked))
        ]
        return min(must, default=max(self._ceilings))

    def offer(self, plan: Plan) -> bool:
        """Keep a plan if it is of use; the plan must not change afterwards."""
        merit = plan.merit(self.block)
        counts = merit.locked, merit.placed
        if counts < self.counts:
            return False
        if counts > self.counts:
            self.entries = [(merit, plan)]
            return True
        if any(_beats(other, merit) for other, _ in self.entries):
            return False
        kept = [entry for entry in self.entries if not _beats(merit, entry[0])]
        self.entries = sorted([*kept, (merit, plan)], key=lambda entry: entry[0])
        return True

    def pick(self, floor: int) -> tuple[Merit, Plan] | None:
        """The most valuable plan in which nobody fits worse than `floor`."""
        fair = [e for e in self.entries if e[0].worst >= floor or not e[0].placed]
        return max(fair, key=lambda entry: entry[0]) if fair else None


def best_fits(block: Block) -> list[int]:
    """Per mentee a fit that no valid group exceeds."""
    count, widest = len(block.mentees), max(block.limits)
    last = max(count - widest + 1, 0)
    fits = np.empty(count, dtype=np.int64)
    for first in range(0, count, STRIP):
        rows = slice(first, first + STRIP)
        peers = np.where(block.apart[rows], 0, block.peer_worth[rows])
        top = np.partition(peers, min(last, count - 1), axis=1)[:, last:]
        sums = np.sort(top, axis=1)[:, ::-1].cumsum(axis=1, dtype=np.int64)
        # A share is rounded down, so a large group may pay more than a small one.
        fits[rows] = np.maximum.reduce(
            [
                block.shares[size] * sums[:, min(size - 1, count) - 1]
                for size in range(block.min_size, widest + 1)
            ]
        )
        worth = np.where(block.barred[rows], -(10**9), block.mentor_worth[rows])
        fits[rows] += worth.max(axis=1)
    return fits.tolist()


def _beats(a: Merit, b: Merit) -> bool:
    return a.value >= b.value and a.worst >= b.worst


@dataclass(frozen=True)
class Choice:
    """One plan per block, and what they are worth together."""

    score: Score
    worst: int
    plans: tuple[Plan, ...]


def combine(instance: Instance, fronts: Sequence[Front]) -> Choice:
    """The best choice there is among the plans that are kept."""
    worsts = {m.worst for front in fronts for m, _ in front.entries if m.placed}
    # Some block has no plan beyond this.
    most = min(
        (max(m.worst for m, _ in f.entries) for f in fronts if f.counts[1]), default=0
    )
    worsts = {worst for worst in worsts if worst <= most}
    choices = []
    for floor in worsts or {0}:
        picked = [front.pick(floor) for front in fronts]
        if all(entry is not None for entry in picked):
            choices.append(choose(instance, picked))
    return max(choices, key=lambda choice: choice.score)


def choose(instance: Instance, picked: Sequence[tuple[Merit, Plan]]) -> Choice:
    """What these plans, one per block, are worth together."""
    merits = [merit for merit, _ in picked]
    placed = sum(merit.placed for merit in merits)
    worst = min((merit.worst for merit in merits if merit.placed), default=0)
    quality = sum(merit.value for merit in merits) + fairness(instance, placed, worst)
    score = Score(sum(merit.locked for merit in merits), placed, quality)
    return Choice(score, worst, tuple(plan for _, plan in picked))
