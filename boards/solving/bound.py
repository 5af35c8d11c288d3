"""What no composition exceeds: Lagrangian prices on the mentees of each block.

For any prices, what as many mentees as are placed can pay at most, and what each
mentor's best group is worth beyond its prices, bound the value of every plan. The
worst fit of all may lie anywhere: so the range it may lie in is cut into spans, and a
span knows what the blocks are worth when nobody fits worse than where it begins.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np

from boards.composing.block import Block
from boards.composing.model import Instance
from boards.composing.scoring import fairness

from .anneal import LOWEST
from .compiled import Tables
from .front import Front
from .open_block import LARGE, BlockBound, OpenBlock
from .plan import Plan
from .priced import NONE
from .span import Batch, Span
from .threads import Threads

# As those of `open_block.py` by `benchmarks/bounds.py`.

# Blocks that have less to gain than this part of the one with most are left.
WORTHWHILE = 0.1
# What is not worth going on for, as a part of the whole.
NEGLIGIBLE = 1e-5
WORKERS = 2


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
                self._improve(Threads(pool, should_stop))
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

    def _improve(self, threads: Threads) -> None:
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

    def _price(self, span: Span, threads: Threads) -> None:
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

    def _batch(self, span: Span) -> Batch:
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

    def _look(self, span: Span, threads: Threads) -> bool:
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

    def _settle(self, span: Span, threads: Threads) -> bool:
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

    def _scout(self, threads: Threads) -> None:
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


def try_out(block: Block, plan: Plan) -> None:
    """Run everything once, which compiles it."""
    front = Front(block)
    front.offer(plan)
    bound = Bound(Instance("", ()), [front], lambda _: Tables(block))
    bound.work(0, lambda: False, 3)
    bound.parts[0].settle(bound.spans[0].standings[0], LOWEST, -1)
