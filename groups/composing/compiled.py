"""Annealing with the compiled kernel: from plans to arrays and back."""

from collections.abc import Callable

import numpy as np

from . import kernel
from .block import STRIP, Block
from .plan import NOWHERE, Plan

FRIENDS = 16
LEADS = 8
# Proposals between two looks at the clock, and how often the best is kept meanwhile.
CHUNK = 200_000
LOOKS = 20


class Tables:
    """A block as the kernel reads it."""

    def __init__(self, block: Block):
        self.worth = np.where(block.barred, kernel.NEVER, block.mentor_worth)
        self.worth = self.worth.astype(np.int32)
        # Half the memory, nearly twice the speed.
        small = block.peer_worth.max(initial=0) <= np.iinfo(np.int16).max
        self.peers = block.peer_worth.astype(np.int16 if small else np.int32)
        self.peers[block.apart] = kernel.APART
        self.friends = _top(self.peers, FRIENDS)
        self.leads = _top(self.worth, LEADS)
        self.shares = np.array(block.shares, dtype=np.int64)
        self.costs = np.array(block.size_costs, dtype=np.int64)
        self.limits = np.array(block.limits, dtype=np.int64)
        self.locked = np.array(block.locked, dtype=np.bool_)
        self.loose = np.flatnonzero(~self.locked)
        self.kernel = kernel.Tables(
            self.worth, self.peers, self.friends, self.leads, self.shares,
            self.costs, self.limits, self.locked, self.loose, block.min_size,
        )  # fmt: skip


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
        mentees, mentors = len(block.mentees), len(block.mentors)
        widest = max(len(block.size_costs) - 1, 1)
        members = np.full((mentors, widest), NOWHERE, dtype=np.int32)
        sizes = np.array([len(seats) for seats in plan.seats], dtype=np.int64)
        for mentor, seats in enumerate(plan.seats):
            members[mentor, : len(seats)] = seats
        self.kernel = kernel.Seating(
            members=members,
            sizes=sizes,
            group_of=np.array(plan.group_of, dtype=np.int64),
            fits=np.zeros(mentees, dtype=np.int64),
            bonds=np.zeros(mentees, dtype=np.int64),
            ties=np.zeros(mentors, dtype=np.int64),
            lacks=np.zeros(mentors, dtype=np.int64),
            best_members=members.copy(),
            best_sizes=sizes.copy(),
            values=np.zeros(2, dtype=np.int64),
        )

    def run(self, floor, price, hot, cold, proposals, looks, state):
        kernel.run(
            self.tables.kernel, self.kernel, floor, price, hot, cold,
            proposals, looks, state, np.empty((64, 2), dtype=np.int64),
        )  # fmt: skip

    def plan(self, members: np.ndarray, sizes: np.ndarray) -> Plan:
        plan = Plan(self.block)
        for mentor in np.flatnonzero(sizes).tolist():
            for mentee in members[mentor, : sizes[mentor]].tolist():
                plan.seat(mentee, mentor)
        return plan

    def best(self) -> Plan:
        return self.plan(self.kernel.best_members, self.kernel.best_sizes)

    def current(self) -> Plan:
        return self.plan(self.kernel.members, self.kernel.sizes)


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
