"""A block as pricing reads it: who sits with whom at best, and who never does.

`worth` and `peers` are marked `NEVER` where a rule keeps people apart, as in `counting.py`.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

NEVER = -(2**30)
NONE = -(2**60)


class PricedBlock(NamedTuple):
    """A block as pricing reads it."""

    worth: np.ndarray  # mentors x mentees
    peers: np.ndarray
    friends: np.ndarray  # per mentee the peers it has the strongest bonds with
    bonds: np.ndarray  # those bonds, none below zero
    tops: np.ndarray  # per mentee the sum of its strongest bonds, by their number
    kinds: np.ndarray  # of two mentees of one kind, as of a team, none sit together
    shares: np.ndarray
    costs: np.ndarray
    leasts: np.ndarray  # per mentor the smallest and the largest group
    limits: np.ndarray
    forced: np.ndarray  # whether the mentor must lead one


@njit(nogil=True, cache=True)
def sort_out(peers, kinds):
    """Give the same kind to mentees who are all apart from each other."""
    people = len(peers)
    bars = np.array([(row < 0).sum() for row in peers])
    kinds[:] = -1
    fellows = np.empty(people, dtype=np.int64)
    for first in np.argsort(-bars, kind="mergesort"):
        if kinds[first] >= 0:
            continue
        kinds[first], count = first, 1
        fellows[0] = first
        for other in np.flatnonzero(peers[first] < 0):
            if kinds[other] < 0 and (peers[other][fellows[:count]] < 0).all():
                kinds[other] = first
                fellows[count] = other
                count += 1


@njit(nogil=True, cache=True)
def rank(peers, kinds, friends, bonds, tops):
    """Fill `friends`, `bonds` and `tops` of a priced block."""
    widest = tops.shape[1]
    taken = np.empty(widest, dtype=np.int64)
    for me in range(len(peers)):
        order = np.argsort(-peers[me])
        friends[me] = me
        bonds[me] = 0
        count, k = 0, 1
        tops[me, 0] = 0
        for other in order:
            bond = peers[me, other]
            if bond <= 0 or (count == friends.shape[1] and k == widest):
                break
            if count < friends.shape[1]:
                friends[me, count], bonds[me, count] = other, bond
                count += 1
            if k < widest and not (taken[1:k] == kinds[other]).any():
                tops[me, k] = tops[me, k - 1] + bond
                taken[k] = kinds[other]
                k += 1
        tops[me, k:] = tops[me, k - 1]
