"""The best groups of mentors under prices for their mentees, by branch and bound.

Compiled, as is all it stands on; imported only for the bound.
"""

import numpy as np
from numba import njit

from .candidates import candidates, tops_among
from .pool import best_known, note
from .priced import NONE


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
        best, _ = best_known(pool, mentor, prices, floor, least)
        highest = best
        for size in range(priced.leasts[mentor], priced.limits[mentor] + 1):
            count = candidates(
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
            tops_among(able, count, size, priced, marks, tops)
            best, open_bound, noted = _search(
                priced, mentor, size, prices, floor, best,
                able, count, tops, budget, groups, worths,
            )  # fmt: skip
            highest = max(highest, best, open_bound)
            for line in range(min(noted, len(groups))):
                note(
                    pool, mentor, groups[line], worths[line, 0], worths[line, 1], prices
                )
        if highest == NONE:
            return np.int64(NONE)
        total += highest
    return total


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
        count = candidates(
            priced, mentor, size, prices, floor, least, 0, able, keys, marks, tops
        )
        if count < size:
            continue
        tops_among(able, count, size, priced, marks, tops)
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
