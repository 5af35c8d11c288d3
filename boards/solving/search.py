"""The any-time search: rounds over the blocks, each longer than the one before."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from math import inf
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from boards.composing.block import Block, blocks, is_cut
from boards.composing.model import Group, Instance

from .anneal import LOWEST, anneal
from .engine import engine
from .exact import best_plans, is_tiny
from .front import Choice, Front, combine
from .plan import Plan
from .repair import repair
from .rounds import CompiledRounds
from .start import start

if TYPE_CHECKING:
    from types import ModuleType

    from .bound import Bound

# Proposals per mentee in the first round; each further round doubles them.
FIRST_ROUND = 250
LAST_ROUND = 16_000
# How groups more or less than seems best are tried while somebody is left out.
VARIATIONS = (0, 1, -1, 2, -2, 3, -3)
ATTEMPTS = 28
# Steepest price of a lack of fit while the whole block is improved.
GENTLE = 8
# Floors of the rounds, and floors to try for the worst-off, as parts of what could at most be reached.
STEPS = (0.0, 0.3, 0.6, 0.1, 1.0, 0.2)
LADDER = (0.1, 0.25, 0.5, 0.75, 1.0)

# Of the time for the bound, what may be taken before the search has earned it.
ADVANCE = 0.3
# Steps towards a bound after each round, where rounds are counted.
BOUND_STEPS = 30
# Pairs of mentor and mentee for which prices are found in a second.
PAIRS_PRICED = 500_000


class Search:
    """`choice` is the best valid answer at any moment."""

    def __init__(
        self,
        instance: Instance,
        seed: int,
        should_stop: Callable[[], bool],
        remaining: Callable[[], float] = lambda: inf,
    ):
        self.instance = instance
        self.seed = seed
        self.should_stop = should_stop
        self.remaining = remaining
        self.parts = list(blocks(instance))
        # The sum over parts that might mix bounds nothing.
        self.cut = is_cut(instance)
        self.fronts = [Front(block) for block in self.parts]
        self.randoms = [Random(f"{seed}/{number}") for number in range(len(self.parts))]  # noqa: S311
        self.round = 0
        self.choice = combine(instance, self.fronts)
        self.compiled: CompiledRounds | None = None
        self.bounding: Bound | None = None
        # Seconds for the bound in all, and what of them is spent.
        self.granted = self.spent = 0.0
        self.began = monotonic()

    @property
    def optimal(self) -> bool:
        """Whether it is proven that nothing better exists."""
        if all(front.complete for front in self.fronts):
            return True
        full = all(front.full for front in self.fronts)
        return full and self.bound == self.choice.score.quality

    def work(self, rounds: int | None) -> Iterator[int]:
        """Work; after each part of it yield the number of the round."""
        yield from self._first()
        while not self.optimal and self.round != rounds and not self.should_stop():
            self.round += 1
            if self.round == 1:
                yield from self._exact()
            if not self.optimal:
                fixed = rounds is not None
                if not self._is_compiled(wait=fixed):
                    yield from self._plain_round()
                if self.compiled:
                    yield from self.compiled.round(fixed=fixed)
                    self.sharpen(steps=BOUND_STEPS if fixed else None)
                    yield self.round

    def _is_compiled(self, *, wait: bool = False) -> bool:
        if self.compiled is None:
            compiled = engine(wait=wait)
            self.compiled = self._compiled_rounds(compiled) if compiled else None
        return self.compiled is not None

    def _compiled_rounds(self, compiled: "ModuleType") -> CompiledRounds:
        return CompiledRounds(
            self,
            compiled,
            fronts=self.fronts,
            randoms=self.randoms,
            should_stop=self.should_stop,
            remaining=self.remaining,
        )

    def _plain_round(self) -> Iterator[int]:
        """A round without the compiled search, left for it when that is ready."""
        for number, front in enumerate(self.fronts):
            if not front.complete:
                self._improve(front, self.randoms[number])
                yield self.choose_best()
            if self.should_stop() or self._is_compiled():
                return
        yield from self._lift()

    def _exact(self) -> Iterator[int]:
        for front in self.fronts:
            if is_tiny(front.block):
                for plan in best_plans(front.block):
                    front.offer(plan)
                    if self.should_stop():
                        return
                front.complete = True
                yield self.choose_best()

    @property
    def bound(self) -> int | None:
        """What no quality exceeds with as many locks honoured and mentees placed."""
        if all(front.complete for front in self.fronts):
            return self.choice.score.quality
        return self.bounding.value if self.bounding and self.bounding.holds else None

    @property
    def reserve(self) -> float:
        """Seconds to keep for the bound at the end."""
        done = self.bounding and self.bounding.over
        if self.compiled is None or self.cut or done or not self.can_bound:
            return 0.0
        return max(0.0, self.granted - self.spent)

    @cached_property
    def can_bound(self) -> bool:
        """Whether a first bound may be expected within the seconds there are for it."""
        pairs = sum(len(block.mentees) * len(block.mentors) for block in self.parts)
        return pairs <= PAIRS_PRICED * self.granted

    def sharpen(
        self,
        should_stop: Callable[[], bool] | None = None,
        steps: int | None = None,
    ) -> None:
        """Lower the bound until told to stop, or for the time it has earned so far."""
        if self.compiled is None or self.cut or not self.choice.score.placed:
            return
        began = monotonic()
        if should_stop is None and steps is None:
            if not self.can_bound:
                return
            passed = began - self.began
            share = self.granted / (passed + max(0.0, self.remaining()))
            end = began + max(ADVANCE * self.granted, share * passed) - self.spent

            def should_stop():
                return monotonic() >= end or self.should_stop()

        if self.bounding is None or not self.bounding.holds:
            from .bound import Bound

            self.bounding = Bound(self.instance, self.fronts, self.compiled.tables_of)
        self.bounding.work(
            self.choice.score.quality, should_stop or self.should_stop, steps
        )
        self.spent += monotonic() - began

    def warm(self, groups: tuple[Group, ...]) -> None:
        """Take a composition as it stands as a start, without what it breaks."""
        wanted = {mentee: group.mentor for group in groups for mentee in group.mentees}
        for block, front in zip(self.parts, self.fronts, strict=True):
            plan = plan_with(block, wanted)
            repair(block, plan)
            front.offer(plan)

    def _first(self) -> Iterator[int]:
        for front, random in zip(self.fronts, self.randoms, strict=True):
            front.offer(start(front.block, random))
        yield self.choose_best()
        for front, random in zip(self.fronts, self.randoms, strict=True):
            for attempt in range(ATTEMPTS):
                if front.counts[1] >= front.most or self.should_stop():
                    break
                extra = VARIATIONS[attempt % len(VARIATIONS)]
                wild = attempt >= len(VARIATIONS)
                front.offer(start(front.block, random, extra, wild=wild))
        yield self.choose_best()

    def choose_best(self) -> int:
        self.choice = combine(self.instance, self.fronts)
        return self.round

    def _improve(self, front: Front, random: Random) -> None:
        step = STEPS[(self.round - 1) % len(STEPS)]
        held = self.choice.worst
        floor = held + int(step * max(0, self.ceiling - held))
        self._anneal(front, random, floor if self.round > 1 else LOWEST)

    @property
    def ceiling(self) -> int:
        return min(
            (front.ceiling for front in self.fronts if front.counts[1]), default=0
        )

    @property
    def price(self) -> int:
        """What the fairness term takes for one unit less of the worst fit."""
        placed = self.choice.score.placed
        return max(1, placed * self.instance.params.fairness_percent // 100)

    def _anneal(
        self, front: Front, random: Random, floor: int, price: int = GENTLE
    ) -> None:
        block = front.block
        length = min(LAST_ROUND, FIRST_ROUND << (self.round - 1)) * len(block.mentees)
        origin = front.pick(LOWEST)[1]
        if front.counts[1] < front.most:
            origin = start(block, random, random.choice(VARIATIONS), wild=True)
        plan = anneal(
            block,
            origin,
            proposals=length,
            random=random,
            floor=floor,
            price=min(price, self.price),
            should_stop=lambda: self.should_stop() or self._is_compiled(),
        ).copy()
        if front.counts[1] < front.most:
            repair(block, plan)
        front.offer(plan)

    def _lift(self) -> Iterator[int]:
        """Try to help the worst-off of all, as far as it can still pay."""
        held, ceiling = self.choice.worst, self.ceiling
        for part in LADDER:
            floor = held + int(part * (ceiling - held))
            for front, random in zip(self.fronts, self.randoms, strict=True):
                if not front.counts[1] or front.pick(floor):
                    continue
                if front.complete or self.should_stop():
                    return
                self._anneal(front, random, floor, self.price)
                yield self.choose_best()
                if not front.pick(floor):
                    return


def plan_with(block: Block, wanted: Mapping[str, str]) -> Plan:
    """Everybody with the mentor wanted for them, where the rules allow it."""
    column = {mentor: index for index, mentor in enumerate(block.mentors)}
    plan = Plan(block)
    for row, mentee in enumerate(block.mentees):
        mentor = column.get(wanted.get(mentee, ""))
        if mentor is not None and _fits_in(block, plan, row, mentor):
            plan.seat(row, mentor)
    return plan


def _fits_in(block: Block, plan: Plan, mentee: int, mentor: int) -> bool:
    full = len(plan.seats[mentor]) >= block.limits[mentor]
    barred = block.barred_bits[mentor] >> mentee & 1
    return not (full or barred or block.apart_bits[mentee] & plan.bits[mentor])


def groups_of(search: Search) -> tuple[Group, ...]:
    choice: Choice = search.choice
    groups = [
        Group(block.mentors[mentor], tuple(sorted(block.mentees[m] for m in members)))
        for block, plan in zip(search.parts, choice.plans, strict=True)
        for mentor, members in enumerate(plan.seats)
        if members
    ]
    return tuple(sorted(groups, key=lambda group: group.mentor))
