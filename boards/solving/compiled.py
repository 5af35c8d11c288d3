"""Annealing with the compiled kernel: from plans to arrays and back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from boards.composing.block import STRIP, Block

from . import counting, kernel
from .plan import NOWHERE, Plan

FRIENDS = 16
LEADS = 8
# Proposals between two looks at the clock, and how often the best is kept meanwhile.
CHUNK = 200_000
LOOKS = 20
# How often at least the halves are drawn.
FEWEST_DRAWS = 40


class Tables:
    """A block as the kernel reads it."""

    def __init__(self, block: Block):
        self.worth = np.where(block.barred, counting.NEVER, block.mentor_worth)
        self.worth = self.worth.astype(np.int32)
        # Half the memory, nearly twice the speed.
        small = block.peer_worth.max(initial=0) <= np.iinfo(np.int16).max
        self.peers = block.peer_worth.astype(np.int16 if small else np.int32)
        self.peers[block.apart] = counting.APART
        self.friends = _top(self.peers, FRIENDS)
        self.leads = _top(self.worth, LEADS)
        self.shares = np.array(block.shares, dtype=np.int64)
        self.costs = np.array(block.size_costs, dtype=np.int64)
        self.limits = np.array(block.limits, dtype=np.int64)
        self.locked = np.array(block.locked, dtype=np.bool_)
        self.loose = np.flatnonzero(~self.locked)
        self.kernel = counting.KernelTables(
            self.worth, self.peers, self.friends, self.leads, self.shares,
            self.costs, self.limits, self.locked, block.min_size,
        )  # fmt: skip


def _top(table: np.ndarray, count: int) -> np.ndarray:
    """Per row the columns of its highest values, in strips to save memory."""
    count = min(count, table.shape[1])
    columns = np.empty((len(table), count), dtype=np.int32)
    for first in range(0, len(table), STRIP):
        rows = slice(first, first + STRIP)
        columns[rows] = np.argpartition(-table[rows], count - 1, axis=1)[:, :count]
    return columns


class Seating:
    """Who sits where, in the arrays the kernel works on."""

    def __init__(self, tables: Tables, group_of: np.ndarray, floor: int):
        self.tables = tables
        mentees, mentors = tables.worth.shape
        widest = max(len(tables.costs) - 1, 1)
        members = np.full((mentors, widest), NOWHERE, dtype=np.int32)
        sizes = np.zeros(mentors, dtype=np.int64)
        for mentee, mentor in enumerate(group_of.tolist()):
            if mentor != NOWHERE:
                members[mentor, sizes[mentor]] = mentee
                sizes[mentor] += 1
        self.kernel = counting.KernelSeating(
            members=members,
            sizes=sizes,
            group_of=group_of.astype(np.int64),
            fits=np.zeros(mentees, dtype=np.int64),
            bonds=np.zeros(mentees, dtype=np.int64),
            ties=np.zeros(mentors, dtype=np.int64),
            lacks=np.zeros(mentors, dtype=np.int64),
            best=group_of.astype(np.int64),
        )

        counting.refit(tables.kernel, self.kernel, floor)

    def run(
        self,
        region: counting.Region,
        schedule: "Schedule",
        hot: float,
        cold: float,
        proposals: int,
        state: np.ndarray,
    ) -> None:
        if len(region.loose) and len(region.mentors):
            kernel.run(
                self.tables.kernel, self.kernel, region, schedule.floor, schedule.price,
                hot, cold, proposals, LOOKS, state, self._journal(),
            )  # fmt: skip

    def _journal(self) -> np.ndarray:
        """Room for every member of the largest group: the kernel looks at no bounds."""
        return np.empty((len(self.tables.costs), 2), dtype=np.int64)

    def region(self, mentees: np.ndarray, mentors: np.ndarray) -> counting.Region:
        mine = np.zeros(len(self.tables.limits), dtype=np.bool_)
        mine[mentors] = True
        loose = mentees[~self.tables.locked[mentees]]
        return counting.Region(mentees, loose, mentors, mine, np.zeros(2, np.int64))

    def whole(self) -> counting.Region:
        mentees, mentors = self.tables.worth.shape
        return self.region(np.arange(mentees), np.arange(mentors))

    def halves(self, random: np.random.Generator) -> list[counting.Region]:
        """The groups in two, those apart that differ in how they like some mentor."""
        mentors, group_of = len(self.kernel.sizes), self.kernel.group_of
        worth = np.maximum(self.tables.worth[:, random.integers(mentors)], 0)
        sums = np.bincount(group_of + 1, weights=worth, minlength=mentors + 1)[1:]
        liking = sums / np.maximum(self.kernel.sizes, 1)
        idle = np.flatnonzero(self.kernel.sizes == 0)
        liking[idle] = random.choice(liking, len(idle))
        order = np.argsort(liking)
        right = np.zeros(mentors + 1, dtype=np.bool_)
        right[order[mentors // 2 :]] = True
        at = right[group_of]
        nowhere = np.flatnonzero(group_of == NOWHERE)
        at[nowhere] = random.random(len(nowhere)) < 0.5
        right = right[:-1]
        return [
            self.region(np.flatnonzero(at == side), np.flatnonzero(right == side))
            for side in (False, True)
        ]


@dataclass(frozen=True)
class Schedule:
    """How to anneal."""

    proposals: int
    seed: int
    floor: int
    price: int
    hot: float
    cold: float

    def heats(self, steps: int) -> np.ndarray:
        return self.hot * (self.cold / self.hot) ** (np.arange(steps + 1) / steps)


def anneal(
    block: Block,
    tables: Tables,
    plan: Plan,
    schedule: Schedule,
    should_stop: Callable[[], bool],
) -> Plan:
    """As in `anneal.py`."""
    if not _can_change(tables, plan):
        return plan
    seating = Seating(tables, np.array(plan.group_of), schedule.floor)
    steps = max(1, -(-schedule.proposals // CHUNK))
    length, heats = -(-schedule.proposals // steps), schedule.heats(steps)
    state, region = _state(schedule.seed), seating.whole()
    for step in range(steps):
        seating.run(region, schedule, heats[step], heats[step + 1], length, state)
        if should_stop():
            break
    return plan_of(block, seating.kernel.best)


def anneal_halves(
    block: Block,
    tables: Tables,
    plan: Plan,
    schedule: Schedule,
    should_stop: Callable[[], bool],
) -> Plan:
    """With two threads, each in half of the groups; the halves are drawn ever anew."""
    if not _can_change(tables, plan):
        return plan
    seating = Seating(tables, np.array(plan.group_of), schedule.floor)
    steps = max(FEWEST_DRAWS, -(-schedule.proposals // (2 * CHUNK)))
    length, heats = -(-schedule.proposals // (2 * steps)), schedule.heats(steps)
    random = np.random.default_rng(schedule.seed)
    states = [_state(schedule.seed + side) for side in range(2)]
    with ThreadPoolExecutor(2) as pool:
        for step in range(steps):
            seating.kernel.best[:] = seating.kernel.group_of
            halves = [
                pool.submit(
                    seating.run,
                    half,
                    schedule,
                    heats[step],
                    heats[step + 1],
                    length,
                    state,
                )
                for half, state in zip(seating.halves(random), states, strict=True)
            ]
            for half in halves:
                half.result()
            if should_stop():
                break
    return plan_of(block, seating.kernel.best)


def _can_change(tables: Tables, plan: Plan) -> bool:
    return len(tables.loose) > 1 and bool(plan.open_mentors())


def _state(seed: int) -> np.ndarray:
    return np.array([seed * 2 + 1], dtype=np.uint64)


def plan_of(block: Block, group_of: np.ndarray) -> Plan:
    plan = Plan(block)
    for mentee, mentor in enumerate(group_of.tolist()):
        if mentor != NOWHERE:
            plan.seat(mentee, mentor)
    return plan


def try_out() -> tuple[Block, Plan]:
    """Run everything once, which compiles it."""
    table = np.zeros((2, 2), dtype=np.int32)
    block = Block(
        mentees=("a", "b"),
        mentors=("m", "n"),
        limits=(2, 2),
        locked=(False, False),
        min_size=2,
        mentor_worth=table,
        peer_worth=table,
        apart=table > 0,
        barred=table > 0,
        size_costs=(0, 0, 0),
    )
    plan = Plan(block)
    for mentee in (0, 1):
        plan.seat(mentee, 0)
    schedule = Schedule(proposals=10, seed=0, floor=0, price=0, hot=1.0, cold=1.0)
    anneal(block, Tables(block), plan, schedule, lambda: False)
    return block, plan
