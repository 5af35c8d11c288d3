"""Improving one block: simulated annealing over swaps, moves and mentors.

`anneal` is the seam for a compiled search: a block, a plan and a number of
proposals in, a plan at least as good out, the same for the same seed.
"""

from collections.abc import Callable
from math import exp
from random import Random

from boards.composing.block import Block

from .plan import NOWHERE, Plan

# These numbers, too, are found and judged by `benchmarks/composing.py`.
HOT = 1_000_000.0
COLD = 40_000.0
# How many proposals pass between two looks at the clock.
CHUNK = 2_000
MOVES = 0.15
MENTORS = 0.08
GROUPS = 0.004
LOWEST = -(10**12)


def anneal(
    block: Block,
    plan: Plan,
    *,
    proposals: int,
    random: Random,
    floor: int = LOWEST,
    price: int = 0,
    hot: float = HOT,
    cold: float = COLD,
    should_stop: Callable[[], bool] = lambda: False,
) -> Plan:
    """Who is placed, and who is locked where, stays or is exchanged one for one.

    What a fit lacks to `floor` costs `price` times as much.
    """
    current = Annealer(block, plan.copy(), random, floor, price)
    if len(current.loose) < 2 or not current.plan.open_mentors():
        return plan
    best, best_value = plan, 0
    chunks = max(1, -(-proposals // CHUNK))
    for chunk in range(chunks):
        heat = hot * (cold / hot) ** (chunk / chunks)
        current.run(min(CHUNK, proposals), heat)
        if current.value > best_value:
            best, best_value = current.plan.copy(), current.value
        if should_stop():
            break
    return best


class Annealer:
    """The moves; `value` is what was gained since the start."""

    def __init__(
        self, block: Block, plan: Plan, random: Random, floor: int, price: int
    ):
        self.block = block
        self.plan = plan
        self.random = random
        self.floor = floor
        self.price = price
        self.value = 0
        self.loose = [
            mentee for mentee, locked in enumerate(block.locked) if not locked
        ]
        self.open_to = (~block.barred).tolist()
        self.fits = [0] * len(block.mentees)
        self.lacks = [0] * len(block.mentors)
        for mentor in plan.open_mentors():
            self._recount(mentor)

    def run(self, proposals: int, heat: float) -> None:
        chance = self.random.random
        loose, count = self.loose, len(self.loose)
        mentors = len(self.block.mentors)
        for _ in range(proposals):
            kind = chance()
            if kind < MENTORS:
                self._exchange(int(chance() * mentors), int(chance() * mentors), heat)
            elif kind < MENTORS + MOVES:
                self._move(loose[int(chance() * count)], int(chance() * mentors), heat)
            elif kind > 1 - GROUPS:
                self._resize(int(chance() * mentors), heat)
            else:
                a, b = loose[int(chance() * count)], loose[int(chance() * count)]
                self._swap(a, b, heat)

    def _accepts(self, gain: float, heat: float) -> bool:
        return gain >= 0 or self.random.random() < exp(gain / heat)

    def _recount(self, mentor: int) -> None:
        members = self.plan.seats[mentor]
        fits = self.block.fits(mentor, members)
        for mentee, fit in zip(members, fits, strict=True):
            self.fits[mentee] = fit
        self.lacks[mentor] = self._lack(fits)

    def _lack(self, fits: list[int]) -> int:
        floor = self.floor
        return sum(floor - fit for fit in fits if fit < floor)

    def _swap(self, a: int, b: int, heat: float) -> None:
        plan, block = self.plan, self.block
        here, there = plan.group_of[a], plan.group_of[b]
        if here == there:
            return
        if here == NOWHERE:
            a, b, here, there = b, a, there, here
        apart, open_to, bits = block.apart_bits, self.open_to, plan.bits
        if not open_to[b][here] or apart[b] & bits[here] & ~(1 << a):
            return
        if there == NOWHERE:
            gain = self._replace(a, b, here)
        elif not open_to[a][there] or apart[a] & bits[there] & ~(1 << b):
            return
        else:
            gain = self._replace(a, b, here) + self._replace(b, a, there)
        if gain >= 0 or self.random.random() < exp(gain / heat):
            self.value += gain
            plan.lift(a)
            plan.seat(b, here)
            self._recount(here)
            if there != NOWHERE:
                plan.seat(a, there)
                self._recount(there)

    def _replace(self, leaver: int, comer: int, mentor: int) -> int:
        """What a group gains when one takes the other's seat."""
        block, fits, floor = self.block, self.fits, self.floor
        seats = self.plan.seats[mentor]
        share = block.shares[len(seats)]
        old, new = block.peers[leaver], block.peers[comer]
        fit, gain, lack = block.worth[comer][mentor], -fits[leaver], 0
        for other in seats:
            if other != leaver:
                more = share * new[other]
                fit += more
                more -= share * old[other]
                gain += more
                if fits[other] + more < floor:
                    lack += floor - fits[other] - more
        if fit < floor:
            lack += floor - fit
        return gain + fit + self.price * (self.lacks[mentor] - lack)

    def _move(self, mentee: int, there: int, heat: float) -> None:
        plan, block = self.plan, self.block
        here = plan.group_of[mentee]
        guests = plan.seats[there]
        if here in (there, NOWHERE) or not guests or len(guests) >= block.limits[there]:
            return
        hosts = plan.seats[here]
        if len(hosts) <= block.min_size or not self.open_to[mentee][there]:
            return
        if block.apart_bits[mentee] & plan.bits[there]:
            return
        left = [other for other in hosts if other != mentee]
        gain = self._change(here, left) + self._change(there, [*guests, mentee])
        if self._accepts(gain, heat):
            self.value += gain
            plan.seat(mentee, there)
            self._recount(here)
            self._recount(there)

    def _change(self, mentor: int, members: list[int]) -> int:
        """What it gains when these become a mentor's group."""
        block, before = self.block, self.plan.seats[mentor]
        fits = block.fits(mentor, members)
        gain = sum(fits) - sum(self.fits[mentee] for mentee in before)
        gain += block.size_costs[len(before)] - block.size_costs[len(members)]
        return gain + self.price * (self.lacks[mentor] - self._lack(fits))

    def _exchange(self, a: int, b: int, heat: float) -> None:
        """Two mentors trade groups, or an idle one takes over."""
        plan, block = self.plan, self.block
        first, second = plan.seats[a], plan.seats[b]
        if a == b or not (first or second):
            return
        if len(first) > block.limits[b] or len(second) > block.limits[a]:
            return
        if block.barred_bits[b] & plan.bits[a] or block.barred_bits[a] & plan.bits[b]:
            return
        gain = self.price * (self.lacks[a] + self.lacks[b])
        for old, new, members in ((a, b, first), (b, a, second)):
            for mentee in members:
                more = block.worth[mentee][new] - block.worth[mentee][old]
                gain += more
                short = self.floor - self.fits[mentee] - more
                if short > 0:
                    gain -= self.price * short
        if self._accepts(gain, heat):
            self.value += gain
            plan.trade(a, b)
            self._recount(a)
            self._recount(b)

    def _resize(self, mentor: int, heat: float) -> None:
        """An idle mentor starts a group, or a group is spread over others."""
        plan, block = self.plan, self.block
        if any(block.locked[mentee] for mentee in plan.seats[mentor]):
            return
        before = plan.copy()
        changed = self._spread(mentor) if plan.seats[mentor] else self._gather(mentor)
        gain = self._difference(before, changed)
        if changed and self._accepts(gain, heat):
            self.value += gain
            for group in changed:
                self._recount(group)
        else:
            plan.become(before)

    def _spread(self, mentor: int) -> set[int]:
        plan, block = self.plan, self.block
        changed = {mentor}
        for mentee in plan.dissolve(mentor):
            best, best_gain = NOWHERE, LOWEST
            for group, seats in enumerate(plan.seats):
                if group == mentor or not seats or len(seats) >= block.limits[group]:
                    continue
                if self.open_to[mentee][group] and not (
                    block.apart_bits[mentee] & plan.bits[group]
                ):
                    row = block.peers[mentee]
                    gain = block.worth[mentee][group]
                    for other in seats:
                        gain += 2 * block.shares[len(seats) + 1] * row[other]
                    gain -= (
                        block.size_costs[len(seats) + 1] - block.size_costs[len(seats)]
                    )
                    if gain > best_gain:
                        best, best_gain = group, gain
            if best == NOWHERE:
                return set()
            plan.seat(mentee, best)
            changed.add(best)
        return changed

    def _gather(self, mentor: int) -> set[int]:
        plan, block = self.plan, self.block
        changed = {mentor}
        pool = [
            mentee
            for mentee in self.random.sample(self.loose, min(len(self.loose), 40))
            if self.open_to[mentee][mentor] and self._can_leave(mentee)
        ]
        share = 2 * block.shares[block.min_size]
        gains = {m: block.worth[m][mentor] - self.fits[m] for m in pool}
        while pool and len(plan.seats[mentor]) < block.min_size:
            mentee = max(pool, key=gains.__getitem__)
            home = plan.group_of[mentee]
            if home != NOWHERE:
                changed.add(home)
            plan.seat(mentee, mentor)
            row, apart = block.peers[mentee], block.apart_bits[mentee]
            left = []
            for other in pool:
                if (
                    plan.group_of[other] != mentor
                    and not apart >> other & 1
                    and (self._can_leave(other))
                ):
                    left.append(other)
                    gains[other] += share * row[other]
            pool = left
        return changed if len(plan.seats[mentor]) >= block.min_size else set()

    def _can_leave(self, mentee: int) -> bool:
        home = self.plan.group_of[mentee]
        return home == NOWHERE or len(self.plan.seats[home]) > self.block.min_size

    def _difference(self, before: Plan, changed: set[int]) -> int:
        block, gain = self.block, 0
        for mentor in changed:
            for sign, members in (
                (1, self.plan.seats[mentor]),
                (-1, before.seats[mentor]),
            ):
                if members:
                    fits = block.fits(mentor, members)
                    cost = block.size_costs[len(members)] + self.price * self._lack(
                        fits
                    )
                    gain += sign * (sum(fits) - cost)
        return gain
