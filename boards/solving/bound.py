"""What no composition exceeds: Lagrangian prices on the mentees of each block.

For any prices, what as many mentees as are placed can pay at most, and what each
mentor's best group is worth beyond its prices, bound the value of every plan. The
worst fit of all may lie anywhere: so the range it may lie in is cut into spans, and a
span knows what the blocks are worth when nobody fits worse than where it begins.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from boards.composing.block import Block
from boards.composing.model import Instance
from boards.composing.scoring import fairness

from .anneal import LOWEST
from .compiled import Tables
from .front import Front
from .packing import pack
from .plan import Plan
from .pricing import (
    NEVER,
    NONE,
    Pool,
    PricedBlock,
    collect,
    descend,
    price,
    rank,
    sort_out,
)

# Found, and to be judged, by `benchmarks/bounds.py`: how soon the gap closes on the
# instances beside the project.

# Nodes of one mentor's search for one size of group.
BUDGET = 200_000
# Groups kept per mentor, and peers that are looked through for the strongest bonds.
KEPT, FRIENDS = 64, 160
STEPS = 300
# Before the first exact prices: how often, among how many mentees per mentor.
SCOUTS, WIDTH, NODES = 20, 32, 200
# How far towards the prices that would be best for the groups in the pool.
STRIDE = 0.5
# Blocks that have less to gain than this part of the one with most are left.
WORTHWHILE = 0.1
# What is not worth going on for, as a part of the whole.
NEGLIGIBLE = 1e-5
CLOSE = 2e-3
# Pairs of mentor and mentee that one call prices.
CHUNK = 20_000
# Blocks of so many mentees are searched for the best plan among the groups left open,
# unless these are too many or it takes too many nodes.
MOST_SETTLED, OPEN_GROUPS, PACKINGS = 62, 20_000, 200_000
WORKERS = 2
LARGE = 2**62
PATIENCE = 0.02


@dataclass(frozen=True, eq=False)
class BlockBound:
    """What a block is worth at most, at which prices, and what it might fall to."""

    value: int | None
    prices: np.ndarray
    hope: float = -np.inf
    aim: np.ndarray | None = None
    # What the prices themselves prove; the value may be known from elsewhere.
    reached: int | None = None
    settled: bool = False

    @property
    def slack(self) -> float:
        return np.inf if self.value is None else max(0.0, self.value - self.hope)

    @property
    def trial(self) -> np.ndarray:
        """The prices to try next."""
        prices = self.prices
        if self.aim is not None:
            prices = prices + STRIDE * (self.aim - prices)
        return np.rint(prices).astype(np.int64)


class OpenBlock:
    """A block that is not solved, with the groups that are known of it."""

    def __init__(self, front: Front, tables: Tables):
        self.front = front
        block = self.block = front.block
        locked, placed = front.counts
        self.priced = _priced(block, tables, placed)
        widest = self.priced.tops.shape[1]
        mentors = len(block.mentors)
        self.pool = Pool(
            np.full((mentors, KEPT, widest), -1, dtype=np.int32),
            np.zeros((mentors, KEPT), dtype=np.int64),
            np.zeros((mentors, KEPT), dtype=np.int64),
            np.zeros(mentors, dtype=np.int64),
        )
        able = (tables.worth > NEVER).any(axis=1)
        self.locked = np.flatnonzero(able & tables.locked)
        self.free = np.flatnonzero(able & ~tables.locked)
        self.places = np.array([locked, placed - locked])
        size = max(1, CHUNK // len(block.mentees))
        self.chunks = [
            np.arange(first, min(first + size, mentors))
            for first in range(0, mentors, size)
        ]

    def first_prices(self, plan: Plan) -> np.ndarray:
        """What each mentee has of its group; who has none, as little as anybody."""
        prices = np.full(len(self.block.mentees), np.nan)
        for mentor in plan.open_mentors():
            members = plan.seats[mentor]
            cost = self.block.size_costs[len(members)] / len(members)
            prices[members] = np.array(self.block.fits(mentor, members)) - cost
        return np.nan_to_num(prices, nan=np.nanmin(prices))

    def learn(self) -> None:
        """Take over the groups of the best plans."""
        for _, plan in self.front.entries:
            self._learn(plan)

    def _learn(self, plan: Plan) -> None:
        pool = self.pool
        for mentor in plan.open_mentors():
            line = pool.counts[mentor]
            if line == KEPT:
                continue
            members = sorted(plan.seats[mentor])
            row = np.full(pool.members.shape[2], -1, dtype=np.int32)
            row[: len(members)] = members
            if (pool.members[mentor, :line] == row).all(axis=1).any():
                continue
            fits = self.block.fits(mentor, members)
            pool.members[mentor, line] = row
            pool.values[mentor, line] = self.block.value(mentor, members)
            pool.worsts[mentor, line] = min(fits)
            pool.counts[mentor] += 1

    def paid(self, prices: np.ndarray) -> int:
        """What as many mentees as are placed pay at most."""
        return sum(
            int(np.sort(prices[people])[len(people) - places :].sum())
            for people, places in zip(
                (self.locked, self.free), self.places, strict=True
            )
        )

    def look(self, standing: BlockBound, floor: int, target: float) -> BlockBound:
        """See how far the value might fall, and at which prices."""
        aim, hope = descend(
            self.pool, self.priced.forced, self.locked, self.free, self.places,
            standing.prices, floor, target, STEPS,
        )  # fmt: skip
        return replace(standing, hope=hope, aim=aim)

    def price(self, mentors: np.ndarray, prices: np.ndarray, floor: int) -> int:
        return self._price(mentors, prices, floor, 0, BUDGET)

    def _price(self, mentors, prices, floor, width, budget) -> int:
        return int(price(self.priced, self.pool, mentors, prices, floor, width, budget))

    @property
    def is_small(self) -> bool:
        """Whether the best plan may be found outright: all who can be are placed."""
        able = len(self.locked) + len(self.free)
        return self.places.sum() == able and len(self.block.mentees) <= MOST_SETTLED

    def settle(self, standing: BlockBound, floor: int, wanted: int) -> BlockBound:
        """Look for the best plan worth more than `wanted` in which nobody fits worse."""
        prices = np.rint(standing.prices).astype(np.int64)
        mentors = range(len(self.block.mentors))
        tops = [self.price(np.array([mentor]), prices, floor) for mentor in mentors]
        if NONE in tops:
            return replace(standing, value=NONE, hope=NONE, settled=True)
        gap = self.paid(prices) + sum(tops) - wanted
        stuck = replace(standing, settled=True)
        groups = self._open_groups(prices, floor, tops, gap) if gap > 0 else []
        if groups is None:
            return stuck
        lack, done = gap, True
        if groups:
            bits, leads, lacks = (np.array(row) for row in zip(*groups, strict=True))
            able = np.concatenate([self.locked, self.free]).tolist()
            everybody = sum(1 << mentee for mentee in able)
            lack, _, done = pack(
                bits, leads, lacks, np.array(tops), everybody, gap, PACKINGS
            )
        if not done:
            return stuck
        value = min(standing.value, wanted + gap - int(lack))
        return replace(standing, value=value, hope=value, settled=True)

    def _open_groups(
        self, prices, floor, tops, gap
    ) -> list[tuple[int, int, int]] | None:
        """What may be part of a plan that lacks less than the gap; nothing if too much."""
        groups: list[tuple[int, int, int]] = []
        members = np.empty((OPEN_GROUPS, self.pool.members.shape[2]), dtype=np.int32)
        worths = np.empty((OPEN_GROUPS, 2), dtype=np.int64)
        for mentor, top in enumerate(tops):
            count = collect(
                self.priced, mentor, prices, floor, top - gap, BUDGET, members, worths
            )
            if count < 0 or len(groups) + count > OPEN_GROUPS:
                return None
            for row, worth in zip(
                members[:count].tolist(), worths[:count, 0].tolist(), strict=True
            ):
                bits = sum(1 << mentee for mentee in row if mentee >= 0)
                groups.append((bits, mentor, top - worth))
        return groups

    def scout(self, prices: np.ndarray, should_stop: Callable[[], bool]) -> BlockBound:
        """Better prices to begin with, from a glance at each mentor."""
        target = self.front.pick(LOWEST)[0].value
        mentors = np.arange(len(self.block.mentors))
        best, trial = BlockBound(LARGE, prices), np.rint(prices).astype(np.int64)
        for _ in range(SCOUTS):
            if should_stop():
                break
            worth = self._price(mentors, trial, LOWEST, WIDTH, NODES)
            value = self.paid(trial) + worth
            if value < best.value:
                best = BlockBound(value, trial.astype(float))
            best = self.look(best, LOWEST, target)
            if best.slack < CLOSE * best.value:
                break
            trial = best.trial
        return BlockBound(None, best.prices)


def _priced(block: Block, tables: Tables, placed: int) -> PricedBlock:
    people, widest = len(block.mentees), max(block.limits)
    friends = np.empty((people, min(FRIENDS, people)), dtype=np.int32)
    tops = np.empty((people, widest), dtype=np.int64)
    bonds, kinds = np.empty_like(friends), np.empty(people, dtype=np.int64)
    sort_out(tables.peers, kinds)
    rank(tables.peers, kinds, friends, bonds, tops)
    # Whoever leads as few as this could not be done without.
    slack = sum(block.limits) - placed
    return PricedBlock(
        np.ascontiguousarray(tables.worth.T), tables.peers, friends, bonds, tops, kinds,
        tables.shares, tables.costs,
        np.maximum(block.min_size, tables.limits - slack), tables.limits,
        tables.limits > slack,
    )  # fmt: skip


@dataclass(eq=False)
class Span:
    """Compositions in which nobody fits worse than `floor`, but somebody below `end`."""

    floor: int
    end: int
    standings: list[BlockBound]
    solved: int = 0

    @property
    def worth(self) -> int | None:
        """What no such composition exceeds, fairness left out."""
        values = [standing.value for standing in self.standings]
        if None in values:
            return None
        return NONE if NONE in values else self.solved + sum(values)

    @property
    def slack(self) -> float:
        return sum(standing.slack for standing in self.standings)


class Bound:
    """`value` holds for compositions that honour as many locks and place as many."""

    def __init__(
        self,
        instance: Instance,
        fronts: Sequence[Front],
        tables: Callable[[int], Tables],
    ):
        self.instance = instance
        self.fronts = fronts
        self.counts = [front.counts for front in fronts]
        self.placed = sum(placed for _, placed in self.counts)
        self.quality = -LARGE
        self.parts = [
            OpenBlock(front, tables(number))
            for number, front in enumerate(fronts)
            if front.counts[1] and not front.complete
        ]
        ceilings = [front.ceiling for front in fronts if front.counts[1]]
        standings = [
            BlockBound(None, part.first_prices(part.front.pick(LOWEST)[1]))
            for part in self.parts
        ]
        solved = self._solved(LOWEST)
        self.spans = [Span(LOWEST, min(ceilings, default=0) + 1, standings, solved)]
        self.over = False
        self.scouting = set(range(len(self.parts)))
        self.batch: Batch | None = None

    @property
    def holds(self) -> bool:
        """Whether the best plans still honour and place as many."""
        return self.counts == [front.counts for front in self.fronts]

    @property
    def value(self) -> int | None:
        values = [self._value(span) for span in self.spans]
        return None if None in values else max(values)

    def work(
        self, quality: int, should_stop: Callable[[], bool], rounds: int | None = None
    ) -> None:
        """Lower the value, until nothing is to be gained; `quality` is reached already."""
        if quality > self.quality:
            self._expect(quality)
        with ThreadPoolExecutor(WORKERS) as pool:
            while rounds != 0 and not self.over and not should_stop():
                self._improve(_Threads(pool, should_stop))
                rounds = None if rounds is None else rounds - 1

    def _expect(self, quality: int) -> None:
        """A better composition is known: what was too much to prove may not be any more."""
        self.quality, self.over = quality, False
        for part in self.parts:
            part.learn()
        for span in self.spans:
            span.standings = [replace(s, settled=False) for s in span.standings]

    def _fair(self, worst: int) -> int:
        return fairness(self.instance, self.placed, worst)

    def _value(self, span: Span) -> int | None:
        worth = span.worth
        return worth if worth in (None, NONE) else worth + self._fair(span.end - 1)

    def _height(self, span: Span) -> int:
        """How high a span holds the bound up: without end while nothing is known."""
        value = self._value(span)
        return LARGE if value is None else value

    def _solved(self, floor: int) -> int:
        """What the blocks are worth of which all is known."""
        total = 0
        for front in self.fronts:
            if front.complete and front.counts[1]:
                best = front.pick(floor)
                total += best[0].value if best else NONE
        return total

    def _improve(self, threads: "_Threads") -> None:
        """Price the blocks of the span that holds the value up, or cut it in two."""
        if self.scouting:
            self._scout(threads)
            return
        if self.batch is not None:
            self._price(self.batch.span, threads)
            return
        span = max(self.spans, key=self._height)
        if span.worth is not None:
            if not self._look(span, threads):
                return
            middle = self._middle(span)
            gain = 0
            if middle > span.floor:
                gain = self._fair(span.end - 1) - self._fair(middle - 1)
            value = self._value(span)
            if value <= self.quality:
                self.over = True
                return
            small = all(part.is_small for part in self.parts)
            enough = 0 if small else NEGLIGIBLE * value
            settles = span.slack <= max(gain, NEGLIGIBLE * value)
            if settles and self._settle(span, threads):
                return
            if span.slack + gain <= enough or (settles and not gain):
                self.over = True
                return
            if settles:
                self._cut(span, middle)
                return
        self._price(span, threads)

    def _price(self, span: Span, threads: "_Threads") -> None:
        if self.batch is None:
            self.batch = self._batch(span)
        if not threads.do(self.batch.jobs, self.batch.results):
            return
        batch, self.batch = self.batch, None
        totals = iter(batch.results)
        for number, prices in zip(batch.numbers, batch.trials, strict=True):
            part, old = self.parts[number], batch.span.standings[number]
            worths = [next(totals) for _ in part.chunks]
            value = NONE if NONE in worths else part.paid(prices) + sum(worths)
            if old.reached is None or value < old.reached:
                least = value if old.value is None else min(value, old.value)
                old = BlockBound(least, prices.astype(float), reached=value)
            batch.span.standings[number] = replace(old, hope=-np.inf)

    def _batch(self, span: Span) -> "Batch":
        """The next prices of the blocks that have most to gain."""
        most = max(standing.slack for standing in span.standings)
        numbers = [
            number
            for number, standing in enumerate(span.standings)
            if standing.slack >= WORTHWHILE * most
        ]
        trials = [span.standings[number].trial for number in numbers]
        jobs = [
            partial(self.parts[number].price, mentors, prices, span.floor)
            for number, prices in zip(numbers, trials, strict=True)
            for mentors in self.parts[number].chunks
        ]
        return Batch(span, numbers, trials, jobs)

    def _look(self, span: Span, threads: "_Threads") -> bool:
        """See how far the blocks might fall; false if stopped on the way."""
        numbers = [
            number
            for number, standing in enumerate(span.standings)
            if standing.value is not None and standing.hope == -np.inf
        ]
        jobs = [
            partial(
                self.parts[number].look,
                span.standings[number],
                span.floor,
                self._target(span, number),
            )
            for number in numbers
        ]
        results: list[BlockBound | None] = [None] * len(jobs)
        done = threads.do(jobs, results)
        for number, standing in zip(numbers, results, strict=True):
            span.standings[number] = standing or span.standings[number]
        return done

    def _settle(self, span: Span, threads: "_Threads") -> bool:
        """Solve the small blocks of a span outright; false if none is left to try."""
        numbers = [
            number
            for number, standing in enumerate(span.standings)
            if self.parts[number].is_small and not standing.settled
        ]
        jobs = [
            partial(
                self.parts[number].settle,
                span.standings[number],
                span.floor,
                int(self._target(span, number)),
            )
            for number in numbers
        ]
        results: list[BlockBound | None] = [None] * len(jobs)
        threads.do(jobs, results)
        for number, standing in zip(numbers, results, strict=True):
            span.standings[number] = standing or span.standings[number]
        return bool(numbers)

    def _scout(self, threads: "_Threads") -> None:
        (span,) = self.spans
        order = sorted(self.scouting, key=lambda n: -len(self.parts[n].block.mentees))
        jobs = [
            partial(self.parts[n].scout, span.standings[n].prices, threads.is_halted)
            for n in order
        ]
        results: list[BlockBound | None] = [None] * len(jobs)
        threads.do(jobs, results)
        for number, standing in zip(order, results, strict=True):
            if standing:
                span.standings[number] = standing
                self.scouting.discard(number)

    def _target(self, span: Span, number: int) -> float:
        """What the value of a block need not fall below."""
        known = self.parts[number].front.pick(span.floor)
        if known:
            return known[0].value
        value = self._value(span)
        return span.standings[number].value - (value - self.quality) - 1

    def _middle(self, span: Span) -> int:
        """Halfway between the end of a span and where it begins to matter."""
        percent = max(1, self.placed * self.instance.params.fairness_percent)
        first = max(span.floor, (self.quality - span.worth) * 100 // percent)
        return (min(first, span.end - 1) + span.end) // 2

    def _cut(self, span: Span, middle: int) -> None:
        standings = [
            replace(s, hope=-np.inf, aim=None, reached=None, settled=False)
            for s in span.standings
        ]
        self.spans.append(Span(middle, span.end, standings, self._solved(middle)))
        span.end = middle


@dataclass(eq=False)
class Batch:
    """Prices being tried; it can be left and taken up again."""

    span: Span
    numbers: list[int]
    trials: list[np.ndarray]
    jobs: list[Callable[[], int]]
    results: list[int | None] = field(init=False)

    def __post_init__(self):
        self.results = [None] * len(self.jobs)


class _Threads:
    """Two threads; only the calling one asks whether to stop, as that may read rows."""

    def __init__(self, pool: ThreadPoolExecutor, should_stop: Callable[[], bool]):
        self.pool, self.should_stop = pool, should_stop
        self.halted = False

    def is_halted(self) -> bool:
        return self.halted

    def do(self, jobs: list[Callable], results: list) -> bool:
        """Fill in what results are missing; false when stopped on the way."""
        futures = {
            number: self.pool.submit(job)
            for number, job in enumerate(jobs)
            if results[number] is None
        }
        while wait(futures.values(), timeout=PATIENCE).not_done:
            if self.should_stop():
                self.halted = True
                for future in futures.values():
                    future.cancel()
        for number, future in futures.items():
            if not future.cancelled():
                results[number] = future.result()
        return not any(future.cancelled() for future in futures.values())


def try_out(block: Block, plan: Plan) -> None:
    """Run everything once, which compiles it."""
    front = Front(block)
    front.offer(plan)
    bound = Bound(Instance("", ()), [front], lambda _: Tables(block))
    bound.work(0, lambda: False, 3)
    bound.parts[0].settle(bound.spans[0].standings[0], LOWEST, -1)
