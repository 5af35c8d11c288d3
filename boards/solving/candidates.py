"""Who may be in a mentor's group of one size that is worth more than a known one."""

import numpy as np
from numba import njit

from .priced import NEVER, NONE

# As those of `open_block.py` by `benchmarks/bounds.py`.

# A list of candidates that shrinks by less than this part is not narrowed further.
SHRINKS = 0.1
# How many of a team are looked at when only some mentees are.
OF_A_KIND = 3


@njit(inline="always")
def _insert(row, kinds, first, last, value, kind):
    """Note a value among the highest, which are in falling order, one of each kind."""
    if value <= row[last]:
        return
    at = last
    for k in range(first, last):
        if kinds[k] == kind:
            at = k
            break
    if value <= row[at]:
        return
    while at > first and row[at - 1] < value:
        row[at], kinds[at] = row[at - 1], kinds[at - 1]
        at -= 1
    row[at], kinds[at] = value, kind


@njit(inline="always")
def tops_among(able, count, most, priced, marks, tops):
    """As `priced.tops`, with nobody but these people; never too low."""
    taken = np.empty(most, dtype=np.int64)
    if count * count > 2 * most * len(marks):
        marks[:] = False
        for a in range(count):
            marks[able[a]] = True
        for a in range(count):
            me, k, bond = able[a], 1, np.int64(0)
            tops[a, 0] = 0
            for line in range(priced.friends.shape[1]):
                bond = np.int64(priced.bonds[me, line])
                if bond == 0 or k == most:
                    break
                other = priced.friends[me, line]
                if marks[other]:
                    kind, fresh = priced.kinds[other], True
                    for c in range(1, k):
                        fresh = fresh and taken[c] != kind
                    if fresh:
                        tops[a, k] = tops[a, k - 1] + bond
                        taken[k] = kind
                        k += 1
            # Whoever was not looked at has no stronger bond than the last who was.
            while k < most:
                tops[a, k] = tops[a, k - 1] + bond
                k += 1
        return
    for a in range(count):
        tops[a, :] = 0
        taken[:] = -1
        for b in range(count):
            bond = np.int64(priced.peers[able[a], able[b]])
            if a != b and bond > tops[a, most - 1]:
                _insert(tops[a], taken, 1, most - 1, bond, priced.kinds[able[b]])
        for k in range(1, most):
            tops[a, k] += tops[a, k - 1]


@njit
def _highest(priced, able, keys, count, many):
    """The sum of the highest so many, one of each kind."""
    top = np.full(many, NONE, dtype=np.int64)
    taken = np.full(many, -1, dtype=np.int64)
    for a in range(count):
        _insert(top, taken, 0, many - 1, keys[a], priced.kinds[able[a]])
    return top.sum()


@njit
def _spread(priced, able, keys, count, width):
    """Keep those with the highest keys, a few of each kind."""
    of_kind = np.zeros(len(priced.kinds), dtype=np.int64)
    order = np.argsort(-keys[:count])
    whom, worths = able[order], keys[order]
    kept = 0
    for a in range(count):
        kind = priced.kinds[whom[a]]
        if of_kind[kind] < OF_A_KIND and kept < width:
            of_kind[kind] += 1
            able[kept], keys[kept] = whom[a], worths[a]
            kept += 1
    return kept


@njit
def candidates(
    priced, mentor, size, prices, floor, best, width, able, keys, marks, tops
):
    """Who may be in a group of this size that is worth more; how many there are."""
    share, cost = priced.shares[size], priced.costs[size]
    worth = priced.worth[mentor]
    count = 0
    for me in range(len(worth)):
        if worth[me] > NEVER:
            highest = worth[me] + share * priced.tops[me, size - 1]
            if highest >= floor:
                able[count], keys[count] = me, highest - prices[me]
                count += 1
    looked = 0
    while count >= size:
        if looked:
            tops_among(able, count, size, priced, marks, tops)
            for a in range(count):
                me = able[a]
                keys[a] = worth[me] - prices[me] + share * tops[a, size - 1]
        highest = _highest(priced, able, keys, count, size - 1) - cost
        kept = 0
        for a in range(count):
            if keys[a] + highest > best:
                able[kept], keys[kept] = able[a], keys[a]
                kept += 1
        small = count - kept <= SHRINKS * count
        count = kept
        if looked and small:
            break
        if width and count > width:
            count = _spread(priced, able, keys, count, width)
        looked += 1
    return count
