"""What a block that is not solved is worth at most, under prices for its mentees."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from boards.composing.block import Block

from .anneal import LOWEST
from .compiled import Tables
from .front import Front
from .packing import pack
from .plan import Plan
from .pool import Pool, descend
from .priced import NEVER, NONE, PricedBlock, rank, sort_out
from .pricing import collect, price

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
# What is not worth scouting on for, as a part of the whole.
CLOSE = 2e-3
# Pairs of mentor and mentee that one call prices.
CHUNK = 20_000
# Blocks of so many mentees are searched for the best plan among the groups left open,
# unless these are too many or it takes too many nodes.
MOST_SETTLED, OPEN_GROUPS, PACKINGS = 62, 20_000, 200_000
LARGE = 2**62


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
