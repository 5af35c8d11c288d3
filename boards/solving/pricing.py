"""The best groups of mentors under prices for their mentees, by branch and bound.

Compiled; imported only for the bound. `worth` and `peers` are marked `NEVER` where
a rule keeps people apart, as in `kernel.py`.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

NEVER = -(2**30)
NONE = -(2**60)
# As those of `open_block.py` by `benchmarks/bounds.py`.

# A list of candidates that shrinks by less than this part is not narrowed further.
SHRINKS = 0.1
# How many of a team are looked at when only some mentees are.
OF_A_KIND = 3


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


class Pool(NamedTuple):
    """Groups that were found, per mentor; unused places of `members` hold -1."""

    members: np.ndarray
    values: np.ndarray
    worsts: np.ndarray
    counts: np.ndarray


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


@njit(inline="always")
def _tops_among(able, count, most, priced, marks, tops):
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
def _candidates(
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
            _tops_among(able, count, size, priced, marks, tops)
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


@njit
def _search(
    priced, mentor, size, prices, floor, best, able, count, tops, budget, groups,
    worths, every=False,
):  # fmt: skip
    """The best group of one size, if better than `best`; what is left open second.

    Each better one is noted in `groups`, the latest over the first; their number third.
    With `every` all that are better than `best` at first are, not only ever better ones.
    """
    share = priced.shares[size]
    lists = np.empty((size, count), dtype=np.int64)
    keys = np.empty((size, count), dtype=np.int64)
    exact = np.empty((size, count), dtype=np.int64)
    fits = np.empty((size, count), dtype=np.int64)
    # The fits of those chosen, after each of them.
    held = np.empty((size, size), dtype=np.int64)
    counts = np.zeros(size, dtype=np.int64)
    at = np.zeros(size, dtype=np.int64)
    totals = np.zeros(size, dtype=np.int64)
    chosen = np.zeros(size, dtype=np.int64)
    kinds = priced.kinds[able[:count]]
    taken = np.empty(size, dtype=np.int64)
    noted = depth = nodes = 0
    # What somebody is worth at most: each bond counts half at either end.
    highest = np.empty(count, dtype=np.int64)
    for a in range(count):
        me = able[a]
        highest[a] = priced.worth[mentor, me] - prices[me] + share * tops[a, size - 1]
    order = np.argsort(-highest)
    for a in range(count):
        me = able[order[a]]
        lists[0, a] = order[a]
        fits[0, a] = priced.worth[mentor, me]
        exact[0, a] = priced.worth[mentor, me] - prices[me]
        keys[0, a] = highest[order[a]]
    counts[0], totals[0] = count, -priced.costs[size]
    while depth >= 0:
        index, left = at[depth], size - depth
        if index + left > counts[depth]:
            depth -= 1
            continue
        bound, many = totals[depth], 0
        for a in range(index, counts[depth]):
            kind, fresh = kinds[lists[depth, a]], True
            for c in range(many):
                fresh = fresh and taken[c] != kind
            if fresh:
                bound += keys[depth, a]
                taken[many] = kind
                many += 1
                if many == left:
                    break
        if many < left or bound <= best:
            depth -= 1
            continue
        nodes += 1
        if nodes > budget:
            # Nothing that is left can beat what the first choice leaves open.
            first = at[0] - 1 if depth else at[0]
            return best, totals[0] + keys[0, first : first + size].sum(), noted
        at[depth] = index + 1
        me = lists[depth, index]
        chosen[depth] = me
        held[depth, depth] = fits[depth, index]
        worst = fits[depth, index] + share * tops[me, left - 1]
        for a in range(depth):
            bond = np.int64(priced.peers[able[chosen[a]], able[me]])
            held[depth, a] = held[depth - 1, a] + share * bond
            worst = min(worst, held[depth, a] + share * tops[chosen[a], left - 1])
        if worst < floor:
            continue
        total = totals[depth] + exact[depth, index]
        if left == 1:
            if total > best:
                if not every:
                    best = total
                line = noted % len(groups)
                groups[line] = -1
                worths[line, 0], worths[line, 1] = total, worst
                for a in range(size):
                    groups[line, a] = able[chosen[a]]
                    worths[line, 0] += prices[able[chosen[a]]]
                noted += 1
            continue
        # The rest of the list, as it looks beside the one just chosen.
        below, many = depth + 1, 0
        for a in range(index + 1, counts[depth]):
            other = lists[depth, a]
            bond = np.int64(priced.peers[able[me], able[other]])
            if bond >= 0:
                fit = fits[depth, a] + share * bond
                if fit + share * tops[other, left - 2] < floor:
                    continue
                value = exact[depth, a] + 2 * share * bond
                key = value + share * tops[other, left - 2]
                b = many - 1
                while b >= 0 and keys[below, b] < key:
                    keys[below, b + 1] = keys[below, b]
                    exact[below, b + 1] = exact[below, b]
                    fits[below, b + 1] = fits[below, b]
                    lists[below, b + 1] = lists[below, b]
                    b -= 1
                keys[below, b + 1] = key
                exact[below, b + 1] = value
                fits[below, b + 1] = fit
                lists[below, b + 1] = other
                many += 1
        counts[below], at[below], totals[below] = many, 0, total
        depth = below
    return best, np.int64(NONE), noted


@njit
def _reduced(pool, mentor, line, prices):
    """What a group is worth beyond its prices."""
    value = pool.values[mentor, line]
    for a in pool.members[mentor, line]:
        if a >= 0:
            value -= prices[a]
    return value


@njit
def _best_known(pool, mentor, prices, floor, least):
    best, at = least, -1
    for line in range(pool.counts[mentor]):
        if pool.worsts[mentor, line] >= floor:
            value = _reduced(pool, mentor, line, prices)
            if value > best:
                best, at = value, line
    return best, at


@njit
def _note(pool, mentor, members, value, worst, prices):
    """Keep a group, if need be instead of the one worth least."""
    line = pool.counts[mentor]
    if line < pool.values.shape[1]:
        pool.counts[mentor] += 1
    else:
        least = np.int64(2**60)
        for other in range(pool.values.shape[1]):
            reduced = _reduced(pool, mentor, other, prices)
            if reduced < least:
                least, line = reduced, other
    pool.members[mentor, line] = members
    pool.values[mentor, line] = value
    pool.worsts[mentor, line] = worst


@njit(nogil=True, cache=True)
def price(priced, pool, mentors, prices, floor, width, budget):
    """What no group of these mentors is worth beyond its prices, summed.

    A mentor who need not lead counts for nothing at least; `NONE` if one who must
    cannot. In no group counted does anybody fit worse than `floor`. Good groups met
    on the way go to the pool. With a width only so many mentees are looked at per
    mentor: good groups are found soon, but nothing is proven.
    """
    total = np.int64(0)
    people = len(prices)
    able = np.empty(people, dtype=np.int64)
    keys = np.empty(people, dtype=np.int64)
    marks = np.zeros(people, dtype=np.bool_)
    tops = np.empty((people, priced.tops.shape[1]), dtype=np.int64)
    groups = np.empty((8, pool.members.shape[2]), dtype=np.int32)
    worths = np.empty((8, 2), dtype=np.int64)
    for mentor in mentors:
        least = np.int64(NONE if priced.forced[mentor] else 0)
        best, _ = _best_known(pool, mentor, prices, floor, least)
        highest = best
        for size in range(priced.leasts[mentor], priced.limits[mentor] + 1):
            count = _candidates(
                priced,
                mentor,
                size,
                prices,
                floor,
                best,
                width,
                able,
                keys,
                marks,
                tops,
            )
            if count < size:
                continue
            _tops_among(able, count, size, priced, marks, tops)
            best, open_bound, noted = _search(
                priced, mentor, size, prices, floor, best,
                able, count, tops, budget, groups, worths,
            )  # fmt: skip
            highest = max(highest, best, open_bound)
            for line in range(min(noted, len(groups))):
                _note(
                    pool, mentor, groups[line], worths[line, 0], worths[line, 1], prices
                )
        if highest == NONE:
            return np.int64(NONE)
        total += highest
    return total


@njit
def _pay(slope, people, places, prices):
    """Mark who pays at most: as many of these people as there are places."""
    if places == len(people):
        slope[people] = 1
    elif places:
        slope[people[np.argsort(-prices[people])[:places]]] = 1


@njit(nogil=True, cache=True)
def collect(priced, mentor, prices, floor, least, budget, members, worths):
    """All groups of a mentor that are worth more than `least` beyond their prices.

    They are noted in `members` and `worths`, with what they are worth beyond first;
    their number, or -1 if they are too many.
    """
    people = len(prices)
    able = np.empty(people, dtype=np.int64)
    keys = np.empty(people, dtype=np.int64)
    marks = np.zeros(people, dtype=np.bool_)
    tops = np.empty((people, priced.tops.shape[1]), dtype=np.int64)
    total = 0
    for size in range(priced.leasts[mentor], priced.limits[mentor] + 1):
        count = _candidates(
            priced, mentor, size, prices, floor, least, 0, able, keys, marks, tops
        )
        if count < size:
            continue
        _tops_among(able, count, size, priced, marks, tops)
        _, open_bound, noted = _search(
            priced, mentor, size, prices, floor, least, able, count, tops, budget,
            members[total:], worths[total:], True,
        )  # fmt: skip
        if open_bound > NONE or total + noted >= len(members):
            return -1
        total += noted
    for line in range(total):
        for a in members[line]:
            if a >= 0:
                worths[line, 0] -= prices[a]
    return total


@njit(nogil=True, cache=True)
def descend(pool, forced, locked, free, places, prices, floor, target, steps):
    """Lower what the bound would be if there were only the groups in the pool.

    Deflected subgradient steps towards `target`; the new prices, and what they reach.
    """
    memory, patience, slower, pace = 0.7, 15, 0.7, 1.0
    prices, best_prices = prices.copy(), prices.copy()
    best, failures = 1e300, 0
    way, slope = np.zeros(len(prices)), np.empty(len(prices))
    for _ in range(steps):
        slope[:] = 0
        _pay(slope, locked, places[0], prices)
        _pay(slope, free, places[1], prices)
        value = (slope * prices).sum()
        for mentor in range(len(forced)):
            least = -1e18 if forced[mentor] else 0.0
            worth, at = _best_known(pool, mentor, prices, floor, least)
            if at >= 0:
                value += worth
                for a in pool.members[mentor, at]:
                    if a >= 0:
                        slope[a] -= 1
        if value < best - 1e-6 * abs(best):
            best, failures = value, 0
            best_prices[:] = prices
        else:
            failures += 1
            if failures == patience:
                pace, failures = pace * slower, 0
                prices[:] = best_prices
                way[:] = 0
                continue
        way = slope + memory * way
        norm = (way * way).sum()
        if norm < 1e-9 or value <= target:
            break
        prices -= pace * (value - target) / norm * way
    return best_prices, best
