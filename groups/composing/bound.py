"""What no composition exceeds: Lagrangian prices on the mentees of a block.

For any prices, what all mentees pay and what each mentor's best group is worth beyond
the prices bound the value of every plan that places as many. Good prices are found by
following the subgradient from what the mentees have in the best plan.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import numpy as np

from .block import Block
from .compiled import Tables
from .plan import NOWHERE, Plan
from .pricing import price

# Nodes of one mentor's search for one size of group.
BUDGET = 20_000
IMPATIENCE = 4
STEPS = 5
WORKERS = 2
PATIENCE = 0.05


def values(
    parts: list[tuple[Block, Plan]],
    should_stop: Callable[[], bool],
    rounds: int | None = None,
) -> list[int] | None:
    """Per block what no plan's value exceeds; nothing if there was no time for it."""
    bounds = [Bound(block, plan) for block, plan in parts]
    done, halt = 0, Event()
    with ThreadPoolExecutor(WORKERS) as pool:
        while done != rounds and not halt.is_set():
            left = [bound for bound in bounds if not bound.over]
            if not left:
                break
            # Only this thread asks: the question may reach a database.
            futures = [pool.submit(bound.steps, halt.is_set) for bound in left]
            while wait(futures, timeout=PATIENCE).not_done:
                if should_stop():
                    halt.set()
            for future in futures:
                future.result()
            if should_stop():
                halt.set()
            done += 1
    found = [bound.value for bound in bounds]
    return None if None in found else found


class Bound:
    """`value` holds from the first full step on and only falls."""

    def __init__(self, block: Block, plan: Plan):
        self.block, self.tables = block, Tables(block)
        self.value: int | None = None
        self.known = plan.merit(block).value
        # Where everybody is placed the prices may be negative too.
        self.whole = NOWHERE not in plan.group_of
        self.prices = np.zeros(len(block.mentees), dtype=np.int64)
        for mentor in plan.open_mentors():
            members = plan.seats[mentor]
            cost = block.size_costs[len(members)] // len(members)
            for mentee in members:
                fit = block.fit(mentor, members, mentee)
                self.prices[mentee] = fit - cost if self.whole else max(0, fit - cost)
        self.best_prices = self.prices.copy()
        self.pace, self.failures = 0.5, 0
        self.over = False

    def steps(self, should_stop: Callable[[], bool]) -> None:
        for _ in range(STEPS):
            if not self.over and not self.step(should_stop):
                self.over = True

    def step(self, should_stop: Callable[[], bool]) -> bool:
        """One move of the prices; false when stopped on the way."""
        block, tables = self.block, self.tables
        total = int(self.prices.sum())
        wanted = np.zeros(len(block.mentees), dtype=np.int64)
        found = np.empty(max(block.limits) + 1, dtype=np.int64)
        for mentor, limit in enumerate(block.limits):
            if should_stop():
                return False
            total += price(
                tables.worth, tables.peers, tables.shares, tables.costs, mentor,
                limit, block.min_size, self.prices, BUDGET, found,
            )  # fmt: skip
            members = found[:-1][found[:-1] >= 0]
            wanted[members] += 1
        if self.value is None or total < self.value:
            self.value, self.failures = total, 0
            self.best_prices = self.prices.copy()
        else:
            self.failures += 1
            if self.failures == IMPATIENCE:
                self.pace, self.failures = self.pace / 2, 0
                self.prices = self.best_prices.copy()
        slope = wanted - 1
        if not self.whole:
            slope[(slope < 0) & (self.prices <= 0)] = 0
        norm = int((slope * slope).sum())
        if norm and total > self.known:
            far = self.pace * (total - self.known) / norm
            self.prices = self.prices + np.rint(far * slope).astype(np.int64)
            if not self.whole:
                np.maximum(self.prices, 0, out=self.prices)
            return True
        return False
