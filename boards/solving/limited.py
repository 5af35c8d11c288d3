"""Improving a composition as it stands while moving at most so many people.

Every step away from where somebody sits is taxed; of each block we keep the best
plan for each number of people moved, and choose among the blocks what fits the limit.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from boards.composing.block import Block
from boards.composing.model import Group, Instance

from .anneal import LOWEST, anneal
from .engine import engine
from .front import Choice, choose
from .plan import NOWHERE, Merit, Plan
from .repair import fill_or_dissolve, repair
from .search import Search, plan_with

# A tax that moves nobody without need, and how often it is halved.
HIGHEST_TAX = 3_000_000
HALVINGS = 9
# Proposals per mentee in the first round; each further round doubles them.
FIRST_LENGTH = 400
SLOWER = 40
LAST_LENGTH = 8_000
HOT, COLD = 300_000.0, 30_000.0
# How many plans of one block take part in the choice, and how many worst fits.
MOST_POINTS = 40
MOST_FLOORS = 12
# Where between two halvings the tax of each round lies.
SHIFTS = (0.0, 0.5, 0.25, 0.75)

Point = tuple[int, Merit, Plan]


class LimitedSearch(Search):
    """`choice` moves at most `limit`, unless the rules ask for more."""

    def __init__(
        self,
        instance: Instance,
        seed: int,
        should_stop: Callable[[], bool],
        groups: Sequence[Group],
        limit: int,
    ):
        super().__init__(instance, seed, should_stop)
        self.limit = limit
        self.begun = False
        wanted = {mentee: group.mentor for group in groups for mentee in group.mentees}
        self.homes = [_homes(block, wanted) for block in self.parts]
        self.points: list[list[Point]] = [[] for _ in self.parts]
        for number, block in enumerate(self.parts):
            plan = plan_with(block, wanted)
            fill_or_dissolve(block, plan)
            self._offer(number, plan)
            fuller = plan.copy()
            repair(block, fuller)
            self._offer(number, fuller)
        self.choose_best()

    @property
    def moved(self) -> int:
        return sum(map(_moved, self.homes, self.choice.plans))

    def work(self, rounds: int | None) -> Iterator[int]:
        yield self.round
        compiled = engine(wait=rounds is not None)
        while self.parts and self.round != rounds and not self.should_stop():
            self.round += 1
            compiled = compiled or engine()
            shift = SHIFTS[self.round % len(SHIFTS)]
            for halving in range(HALVINGS):
                tax = int(HIGHEST_TAX / 2 ** (halving + shift))
                for number in range(len(self.parts)):
                    if self.should_stop():
                        return
                    self._offer(number, self._improved(number, tax, compiled))
                yield self.choose_best()

    def _improved(self, number: int, tax: int, compiled) -> Plan:
        block, homes = self.parts[number], self.homes[number]
        worth = block.mentor_worth - np.intc(tax)
        rows = np.flatnonzero(homes != NOWHERE)
        worth[rows, homes[rows]] += tax
        taxed = replace(block, mentor_worth=worth)
        length = min(LAST_LENGTH, FIRST_LENGTH << (self.round - 1))
        origin = max(self.points[number], key=lambda point: point[1])[2]
        settings = {"floor": LOWEST, "price": 0, "hot": HOT, "cold": COLD}
        random = self.randoms[number]
        if not compiled:
            length = max(1, length // SLOWER) * len(block.mentees)
            settings |= {"proposals": length, "random": random}
            return anneal(taxed, origin, should_stop=self.should_stop, **settings)
        length *= len(block.mentees)
        schedule = compiled.Schedule(
            proposals=length, seed=random.getrandbits(60), **settings
        )
        tables = compiled.Tables(taxed)
        return compiled.anneal(taxed, tables, origin, schedule, self.should_stop)

    def _offer(self, number: int, plan: Plan) -> None:
        """Keep a plan unless one that moves no more is as good in every way."""
        merit = plan.merit(self.parts[number])
        moved = _moved(self.homes[number], plan)
        points = self.points[number]
        if not any(_serves(other, moved, merit) for other in points):
            points[:] = [p for p in points if not _serves((moved, merit), *p[:2])]
            points.append((moved, merit, plan))
            points.sort(key=lambda point: (point[0], point[1]))
            # The least moved stays; then the best are kept.
            if len(points) > MOST_POINTS:
                worst = min(points[1:], key=lambda point: point[1])
                points.remove(worst)

    def choose_best(self) -> int:
        """The best choice of one plan per block within the limit."""
        least = sum(min(p[0] for p in points) for points in self.points)
        floors = {point[1].worst for points in self.points for point in points}
        for floor in [LOWEST, *sorted(floors)[-MOST_FLOORS:]]:
            fair = [
                [p for p in points if p[1].worst >= floor or not p[1].placed]
                for points in self.points
            ]
            choice = self._within(fair, max(self.limit, least))
            if choice and (not self.begun or choice.score > self.choice.score):
                self.choice, self.begun = choice, True
        return self.round

    def _within(self, points: list[list[Point]], limit: int) -> Choice | None:
        """Over the blocks, the best for each number of people moved so far."""
        if not all(points):
            return None
        stages: dict[int, tuple[tuple[int, int, int], tuple[int, ...]]] = {
            0: ((0, 0, 0), ())
        }
        for number, some in enumerate(points):
            rest = sum(min(p[0] for p in other) for other in points[number + 1 :])
            after: dict[int, tuple[tuple[int, int, int], tuple[int, ...]]] = {}
            for moved, (total, picks) in stages.items():
                for pick, (more, merit, _) in enumerate(some):
                    now = moved + more
                    if now + rest > limit:
                        continue
                    value = (
                        total[0] + merit.locked,
                        total[1] + merit.placed,
                        total[2] + merit.value,
                    )
                    if now not in after or value > after[now][0]:
                        after[now] = value, (*picks, pick)
            stages = after
        if not stages:
            return None
        _, picks = max(stages.values(), key=lambda stage: stage[0])
        return choose(
            self.instance,
            [some[pick][1:] for some, pick in zip(points, picks, strict=True)],
        )


def _homes(block: Block, wanted: dict[str, str]) -> np.ndarray:
    column = {mentor: index for index, mentor in enumerate(block.mentors)}
    return np.array(
        [column.get(wanted.get(mentee, ""), NOWHERE) for mentee in block.mentees]
    )


def _moved(homes: np.ndarray, plan: Plan) -> int:
    """Who sat somewhere and does not sit there any more."""
    return int(((homes != NOWHERE) & (homes != np.array(plan.group_of))).sum())


def _serves(point: tuple, moved: int, merit: Merit) -> bool:
    mine = point[1]
    better = (mine.locked, mine.placed, mine.value) >= (
        merit.locked,
        merit.placed,
        merit.value,
    )
    return point[0] <= moved and better and mine.worst >= merit.worst
