"""Annealing with the compiled kernel: from plans to arrays and back."""

from collections.abc import Callable

import numpy as np

from . import kernel
from .block import STRIP, Block
from .plan import NOWHERE, Plan

FRIENDS = 32
LEADS = 8
# Proposals between two looks at the clock, and how often the best is kept meanwhile.
CHUNK = 200_000
LOOKS = 20


class Tables:
    """A block as the kernel reads it."""

    def __init__(self, block: Block):
        self.worth = block.mentor_worth.copy()
        self.worth[block.barred] = kernel.NEVER
        self.peers = block.peer_worth.copy()
        self.peers[block.apart] = kernel.NEVER
        self.friends = _top(self.peers, FRIENDS)
        self.leads = _top(self.worth, LEADS)
        self.shares = np.array(block.shares, dtype=np.int64)
        self.costs = np.array(block.size_costs, dtype=np.int64)
        self.limits = np.array(block.limits, dtype=np.int64)
        self.locked = np.array(block.locked, dtype=np.bool_)
        self.loose = np.flatnonzero(~self.locked)


def _top(table: np.ndarray, count: int) -> np.ndarray:
    """Per row the columns of its highest values, in strips to save memory."""
    count = min(count, table.shape[1])
    found = np.empty((len(table), count), dtype=np.int32)
    for first in range(0, len(table), STRIP):
        rows = slice(first, first + STRIP)
        found[rows] = np.argpartition(-table[rows], count - 1, axis=1)[:, :count]
    return found


class Seating:
    """A plan in the arrays the kernel works on."""

    def __init__(self, block: Block, tables: Tables, plan: Plan):
        self.block, self.tables = block, tables
        widest = max(len(block.size_costs) - 1, 1)
        self.members = np.full((len(block.mentors), widest), NOWHERE, dtype=np.int32)
        self.sizes = np.array([len(seats) for seats in plan.seats], dtype=np.int64)
        self.fits = np.zeros(len(block.mentees), dtype=np.int64)
        for mentor, seats in enumerate(plan.seats):
            self.members[mentor, : len(seats)] = seats
        self.group_of = np.array(plan.group_of, dtype=np.int64)
        self.refit()
        self.best_members, self.best_sizes = self.members.copy(), self.sizes.copy()
        self.values = np.zeros(2, dtype=np.int64)

    def refit(self):
        tables = self.tables
        for mentor in np.flatnonzero(self.sizes):
            seats = self.members[mentor, : self.sizes[mentor]]
            bonds = tables.peers[np.ix_(seats, seats)].sum(axis=1, dtype=np.int64)
            share = tables.shares[len(seats)]
            self.fits[seats] = tables.worth[seats, mentor] + share * bonds

    def run(self, floor, price, hot, cold, proposals, looks, state):
        t = self.tables
        kernel.run(
            t.worth, t.peers, t.friends, t.leads, t.shares, t.costs, t.limits,
            t.locked, t.loose, self.block.min_size, self.members, self.sizes,
            self.group_of, self.fits, self.best_members, self.best_sizes, self.values,
            floor, price, hot, cold, proposals, looks, state,
        )  # fmt: skip

    def best(self) -> Plan:
        plan = Plan(self.block)
        for mentor in np.flatnonzero(self.best_sizes).tolist():
            for mentee in self.best_members[mentor, : self.best_sizes[mentor]].tolist():
                plan.seat(mentee, mentor)
        return plan


def anneal(
    block: Block,
    tables: Tables,
    plan: Plan,
    *,
    proposals: int,
    seed: int,
    floor: int,
    price: int,
    hot: float,
    cold: float,
    should_stop: Callable[[], bool],
) -> Plan:
    """As in `anneal.py`."""
    if len(tables.loose) < 2 or not tables.limits.size or not plan.open_mentors():
        return plan
    seating = Seating(block, tables, plan)
    state = np.array([seed * 2 + 1], dtype=np.uint64)
    chunks = max(1, -(-proposals // CHUNK))
    ratio = cold / hot
    for chunk in range(chunks):
        seating.run(
            floor, price, hot * ratio ** (chunk / chunks),
            hot * ratio ** ((chunk + 1) / chunks), -(-proposals // chunks), LOOKS, state,
        )  # fmt: skip
        if should_stop():
            break
    return seating.best()


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
    anneal(
        block, Tables(block), plan, proposals=10, seed=0, floor=0, price=0,
        hot=1.0, cold=1.0, should_stop=lambda: False,
    )  # fmt: skip
    return block, plan
