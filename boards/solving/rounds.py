"""Rounds of the compiled search: the blocks side by side, each in a thread."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from boards.composing.block import Block

from .anneal import LOWEST
from .front import Choice, Front
from .plan import Plan
from .repair import repair
from .start import start

if TYPE_CHECKING:
    from types import ModuleType

    from .compiled import Tables

# Found, and to be judged, by `benchmarks/composing.py`: the quality that is reached on the
# instances beside the project in the time given. docs/composing.md says what else was tried.

# Proposals per mentee in the first round, how they grow, and where that ends.
FIRST_LENGTH = 500
GROWTH = 4
LAST_LENGTH = 128_000
# Small blocks gain more by many runs than by long ones.
SMALL, LAST_SMALL = 100, 16_000
# Smaller ones gain nothing from two threads in one block.
HALVED = 600
# A round that would take more than this part of the time left takes all of it.
LAST_PART = 0.4
# What of it is kept for the worst-off.
SPARE = 0.08
HOT, COLD = 450_000.0, 40_000.0
# Every how many rounds small blocks begin anew.
FRESH = 2
# The steepest price of a lack of fit; steeper ones only hinder.
STEEPEST = 400
# Parts of the way from the worst fit to the highest worst fit there can be.
FLOORS = (1.0, 0.0)
LADDER = (0.25, 0.1, 0.5, 1.0)
MOST_FAILURES = 2
# More groups or less, while somebody is left out.
VARIATIONS = (0, 1, -1, 2, -2, 3, -3)
PATIENCE = 0.05
WORKERS = min(2, os.cpu_count() or 1)


@dataclass
class AnnealingJob:
    """One block to anneal; `seed` is all that is random about it.

    `seconds` is what the annealing took of all threads.
    """

    number: int
    front: Front
    origin: Plan | None
    length: int
    floor: int
    price: int
    seed: int
    halved: bool
    seconds: float = 0.0


class Client(Protocol):
    """What the rounds ask of the search that it works for."""

    round: int
    choice: Choice

    @property
    def ceiling(self) -> int: ...

    @property
    def price(self) -> int: ...

    def choose_best(self) -> int: ...


class CompiledRounds:
    """Two threads at most: the kernel needs no interpreter lock."""

    def __init__(
        self,
        client: Client,
        engine: "ModuleType",
        *,
        fronts: Sequence[Front],
        randoms: Sequence[Random],
        should_stop: Callable[[], bool],
        remaining: Callable[[], float],
    ):
        self.client = client
        self.fronts = fronts
        self.randoms = randoms
        self.should_stop = should_stop
        self.remaining = remaining
        self.engine = engine
        self.tables = {}
        self.length = 0
        self.rate = 0.0
        self.halt = False

    def round(self, *, fixed: bool) -> Iterator[int]:
        client = self.client
        fronts = [n for n, front in enumerate(self.fronts) if not front.complete]
        self.length = self._next_length(fronts, fixed)
        held, ceiling = client.choice.worst, client.ceiling
        step = FLOORS[(client.round - 1) % len(FLOORS)]
        floor = held + int(step * max(0, ceiling - held))
        price = min(client.price, STEEPEST)
        jobs = self._jobs(fronts, floor, price)
        yield from self._work(jobs)
        passed = sum(job.seconds for job in jobs) / WORKERS
        self.rate = sum(job.length for job in jobs) / max(passed, 0.001)
        yield from self._lift()

    def _next_length(self, fronts: list[int], fixed: bool) -> int:
        longer = min(LAST_LENGTH, self.length * GROWTH) or FIRST_LENGTH
        if fixed or not self.rate:
            return longer
        people = sum(
            len(self.fronts[n].block.mentees) * self._copies(n, fronts) for n in fronts
        )
        left = max(0.0, self.remaining())
        if longer * people > LAST_PART * left * self.rate:
            longer = int((1 - SPARE) * left * self.rate / people)
        return max(1, longer)

    def _is_halved(self, number: int, fronts: list[int]) -> bool:
        """Whether a block is so large a part of all that both threads share it."""
        sizes = {n: len(self.fronts[n].block.mentees) for n in fronts}
        return WORKERS > 1 and sizes[number] > max(HALVED, sum(sizes.values()) / 2)

    def _copies(self, number: int, fronts: list[int]) -> int:
        """A small block that is alone is searched twice over."""
        alone = len(fronts) == 1 and not self._is_halved(number, fronts)
        return WORKERS if alone else 1

    def _jobs(self, fronts: list[int], floor: int, price: int) -> list[AnnealingJob]:
        jobs = []
        for number in sorted(fronts, key=lambda n: -len(self.fronts[n].block.mentees)):
            front = self.fronts[number]
            block = front.block
            origin = (front.pick(floor) or front.pick(LOWEST))[1]
            if front.counts[1] < front.most or self._anew(block):
                origin = None
            halved = self._is_halved(number, fronts)
            for _ in range(self._copies(number, fronts)):
                seed = self.randoms[number].getrandbits(60)
                length = self.length
                if len(block.mentees) <= SMALL:
                    length = min(length, LAST_SMALL)
                length *= len(block.mentees)
                jobs.append(
                    AnnealingJob(
                        number, front, origin, length, floor, price, seed, halved
                    )
                )
        return jobs

    def _anew(self, block: Block) -> bool:
        """Small blocks begin anew now and then, so as not to stay in one valley."""
        return len(block.mentees) <= SMALL and self.client.round % FRESH == 0

    def _work(self, jobs: list[AnnealingJob]) -> Iterator[int]:
        """Do the jobs; offer what they find as it comes, in the order of the jobs."""
        with ThreadPoolExecutor(WORKERS) as pool:
            try:
                waiting = [(job, pool.submit(self._do, job)) for job in jobs]
                while waiting:
                    wait([waiting[0][1]], timeout=PATIENCE)
                    if not self.halt and self.should_stop():
                        self.halt = True
                        waiting = [entry for entry in waiting if not entry[1].cancel()]
                    before = len(waiting)
                    while waiting and waiting[0][1].done():
                        job, future = waiting.pop(0)
                        job.front.offer(future.result())
                    if len(waiting) < before:
                        yield self.client.choose_best()
            finally:
                # Whatever ends this, the threads end soon.
                self.halt = True
        self.halt = False

    def tables_of(self, number: int) -> "Tables":
        if number not in self.tables:
            self.tables[number] = self.engine.Tables(self.fronts[number].block)
        return self.tables[number]

    def _do(self, job: AnnealingJob) -> Plan:
        block = job.front.block
        tables = self.tables_of(job.number)
        origin = job.origin
        if self.halt:
            return origin or Plan(block)
        if origin is None:
            random = Random(job.seed)  # noqa: S311
            origin = start(block, random, random.choice(VARIATIONS), wild=True)
        schedule = self.engine.Schedule(
            proposals=job.length,
            seed=job.seed,
            floor=job.floor,
            price=job.price,
            hot=HOT,
            cold=COLD,
        )
        anneal = self.engine.anneal_halves if job.halved else self.engine.anneal
        began = monotonic()
        plan = anneal(block, tables, origin, schedule, lambda: self.halt)
        job.seconds = (monotonic() - began) * (WORKERS if job.halved else 1)
        if job.origin is None:
            plan = plan.copy()
            repair(block, plan)
        return plan

    def _lift(self) -> Iterator[int]:
        """Try to help the worst-off of all, as far as it can still pay."""
        client = self.client
        held, ceiling = client.choice.worst, client.ceiling
        failures = 0
        for part in LADDER:
            floor = held + max(1, int(part * (ceiling - held)))
            short = [
                number
                for number, front in enumerate(self.fronts)
                if front.counts[1] and not front.pick(floor)
            ]
            if any(self.fronts[n].complete for n in short) or self.should_stop():
                return
            if not short or len(short) > len(self.fronts) / 2 > 1:
                continue
            yield from self._work(self._jobs(short, floor, client.price))
            failures += any(not self.fronts[n].pick(floor) for n in short)
            if failures == MOST_FAILURES:
                return
