"""The compiled code as plain Python, whose every step can be asked by itself.

Import it after `pytest.importorskip("numba")`.
"""

import sys
from importlib import import_module
from itertools import combinations

import numpy as np
import pytest
from numba import config

from boards import solving
from boards.solving import chance, compiled, counting, kernel, moves, regrouping
from boards.solving.anneal import LOWEST
from boards.solving.engine import COMPILED

# What a gain must be at least where every gain will do.
ANY = -(10**15)


def uncompiled(module):
    """A copy of a module in which nothing is compiled, nor in those it stands on."""
    names = [f"{solving.__name__}.{name.removesuffix('.py')}" for name in COMPILED]
    found = [import_module(name) for name in names]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(config, "DISABLE_JIT", True)
        for original in found:
            patch.delitem(sys.modules, original.__name__)
            # Whoever imports a copy makes it what the package knows by that name.
            patch.setattr(solving, original.__name__.rpartition(".")[2], original)
        return import_module(module.__name__)


CHANCE, COUNTING, KERNEL = map(uncompiled, (chance, counting, kernel))
MOVES, REGROUPING = map(uncompiled, (moves, regrouping))


class Seated:
    """Who sits where in the arrays of the kernel, and what that is worth in truth."""

    def __init__(self, block, plan, floor=LOWEST, price=0):
        self.block, self.floor, self.price = block, floor, price
        self.tables = compiled.Tables(block)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(counting, "refit", COUNTING.refit)
            group_of = np.array(plan.group_of)
            self.seating = compiled.Seating(self.tables, group_of, floor)
        self.t, self.s = self.tables.kernel, self.seating.kernel

    @property
    def plan(self):
        return compiled.plan_of(self.block, self.s.group_of)

    def ask(self, step, *about):
        return int(step(self.t, self.s, *about))

    def worth(self, plan=None):
        """The value less the price of what fits lack, counted from scratch."""
        plan, block, total = plan or self.plan, self.block, 0
        for lead in plan.open_mentors():
            members = plan.seats[lead]
            lack = sum(max(0, self.floor - fit) for fit in block.fits(lead, members))
            total += block.value(lead, members) - self.price * lack
        return total

    def copied(self):
        return [array.copy() for array in self.s]

    def account(self):
        """All that the arrays say, in whatever order the members of a group stand."""
        s, seats = self.s, []
        for lead, size in enumerate(s.sizes):
            rows = sorted(s.members[lead, :size].tolist())
            seats.append((rows, s.fits[rows].tolist(), s.bonds[rows].tolist()))
        return seats, s.group_of.tolist(), s.ties.tolist(), s.lacks.tolist()

    def assert_right(self):
        """The rules hold, and every sum is what counting from scratch gives."""
        assert keeps_rules(self.block, self.plan)
        expected = Seated(self.block, self.plan, self.floor, self.price)
        assert self.account() == expected.account()
        for lead, members in enumerate(self.plan.seats):
            fits = self.block.fits(lead, members)
            bonds = [sum(self.block.peers[a][b] for b in members) for a in members]
            assert self.s.fits[members].tolist() == fits
            assert self.s.bonds[members].tolist() == bonds
            assert self.s.ties[lead] == sum(bonds)
            assert self.s.lacks[lead] == sum(max(0, self.floor - fit) for fit in fits)


def keeps_rules(block, plan):
    return all(
        len(members) in (0, *range(block.min_size, block.limits[lead] + 1))
        and not any(block.apart[a, b] for a, b in combinations(members, 2))
        and not any(block.barred[a, lead] for a in members)
        for lead, members in enumerate(plan.seats)
    )


def seats_of(plan):
    return [sorted(members) for members in plan.seats]
