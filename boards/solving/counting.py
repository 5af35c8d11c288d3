"""Who sits where in the arrays of the kernel, and what that counts.

`ties` of a group are all bonds between its members, `lacks` what their fits lack to
the floor.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

NOWHERE = -1
# Marks in the matrices: this mentor may not lead; this pair may not sit together.
NEVER = -(2**30)
APART = -1


class KernelTables(NamedTuple):
    """What does not change during a run."""

    worth: np.ndarray  # mentee by mentor, or NEVER
    peers: np.ndarray  # mentee by mentee, or APART
    friends: np.ndarray  # per mentee its best peers
    leads: np.ndarray  # per mentee its best mentors
    shares: np.ndarray
    costs: np.ndarray
    limits: np.ndarray
    locked: np.ndarray
    min_size: int


class Region(NamedTuple):
    """What one thread may change: some groups, and those who sit there or nowhere."""

    mentees: np.ndarray
    loose: np.ndarray  # those of them that are not locked
    mentors: np.ndarray
    mine: np.ndarray  # per mentor of the block whether it is one of them
    values: np.ndarray  # the current and the best value


class KernelSeating(NamedTuple):
    """Who sits where, and what follows from it."""

    members: np.ndarray
    sizes: np.ndarray
    group_of: np.ndarray
    fits: np.ndarray
    bonds: np.ndarray
    ties: np.ndarray
    lacks: np.ndarray
    best: np.ndarray  # who sat where when the value was highest


@njit(inline="always", _nrt=False)
def bond_sum(t, s, mentee, mentor, without):
    """The sum of a mentee's bonds with a group, or APART."""
    total = np.int64(0)
    for k in range(s.sizes[mentor]):
        other = s.members[mentor, k]
        if other != without:
            bond = np.int64(t.peers[mentee, other])
            if bond < 0:
                return np.int64(APART)
            total += bond
    return total


@njit(_nrt=False)
def refit_group(t, s, mentor, floor):
    """Count a group anew."""
    size = s.sizes[mentor]
    share = t.shares[size]
    ties = np.int64(0)
    lack = np.int64(0)
    for k in range(size):
        me = s.members[mentor, k]
        bond = np.int64(0)
        for other in range(size):
            if other != k:
                bond += np.int64(t.peers[me, s.members[mentor, other]])
        fit = np.int64(t.worth[me, mentor]) + share * bond
        s.bonds[me] = bond
        s.fits[me] = fit
        ties += bond
        if fit < floor:
            lack += floor - fit
    s.ties[mentor] = ties
    s.lacks[mentor] = lack


@njit(nogil=True, cache=True, _nrt=False)
def refit(t, s, floor):
    """Count all groups anew."""
    for mentor in range(len(s.sizes)):
        refit_group(t, s, mentor, floor)


@njit(_nrt=False)
def value_of(t, s, mentor, price):
    """What a group adds, less the price of what its members lack to the floor."""
    size = s.sizes[mentor]
    if size == 0:
        return np.int64(0)
    total = t.shares[size] * s.ties[mentor] - t.costs[size] - price * s.lacks[mentor]
    for k in range(size):
        total += np.int64(t.worth[s.members[mentor, k], mentor])
    return total


@njit(_nrt=False)
def lack_after(t, s, mentor, leaver, comer, floor):
    """What a group would lack with one gone, one come, or both."""
    size = s.sizes[mentor]
    old = t.shares[size]
    after = size - (leaver >= 0) + (comer >= 0)
    new = t.shares[after]
    lack = np.int64(0)
    mine = np.int64(0)
    for k in range(size):
        other = s.members[mentor, k]
        if other != leaver:
            bond = s.bonds[other]
            fit = s.fits[other] - old * bond
            if leaver >= 0:
                bond -= np.int64(t.peers[other, leaver])
            if comer >= 0:
                more = np.int64(t.peers[comer, other])
                bond += more
                mine += more
            fit += new * bond
            if fit < floor:
                lack += floor - fit
    if comer >= 0:
        fit = np.int64(t.worth[comer, mentor]) + new * mine
        if fit < floor:
            lack += floor - fit
    return lack


@njit(_nrt=False)
def lift(s, mentee):
    mentor = s.group_of[mentee]
    if mentor >= 0:
        last = s.sizes[mentor] - 1
        for k in range(last + 1):
            if s.members[mentor, k] == mentee:
                s.members[mentor, k] = s.members[mentor, last]
                break
        s.sizes[mentor] = last
        s.group_of[mentee] = NOWHERE


@njit(_nrt=False)
def seat(s, mentee, mentor):
    lift(s, mentee)
    s.members[mentor, s.sizes[mentor]] = mentee
    s.sizes[mentor] += 1
    s.group_of[mentee] = mentor
