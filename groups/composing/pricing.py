"""The best group of a mentor under prices for its mentees, by branch and bound.

Compiled; imported only by `bound.py`.
"""

import numpy as np
from numba import njit

NEVER = -(2**30)


@njit(inline="always")
def _descend(keys, values, count):
    """Sort by keys, the highest first; lists here are short and nearly sorted."""
    for a in range(1, count):
        key, value = keys[a], values[a]
        b = a - 1
        while b >= 0 and keys[b] < key:
            keys[b + 1], values[b + 1] = keys[b], values[b]
            b -= 1
        keys[b + 1], values[b + 1] = key, value


@njit
def _tops(able, count, most, peers, tops):
    """Per candidate the sum of its best bonds, for each number of them."""
    for a in range(count):
        me = able[a]
        for k in range(most + 1):
            tops[me, k] = 0
        for b in range(count):
            bond = np.int64(peers[me, able[b]])
            if b == a or bond <= 0:
                continue
            # tops[me, 1..most] holds single bonds in falling order at first.
            k = most
            if bond <= tops[me, most]:
                continue
            while k > 1 and tops[me, k - 1] < bond:
                tops[me, k] = tops[me, k - 1]
                k -= 1
            tops[me, k] = bond
        for k in range(1, most + 1):
            tops[me, k] += tops[me, k - 1]


@njit(nogil=True, cache=True)
def price(worth, peers, shares, costs, mentor, limit, smallest, prices, budget, found):
    """What no group of this mentor exceeds, and in `found` the best group seen.

    Zero, and nobody, when no group is worth more than its prices. Exact unless the
    budget of nodes ran out; `found[-1]` is then 1.
    """
    people = worth.shape[0]
    best = np.int64(0)
    highest = np.int64(0)
    found[:] = -1
    found[-1] = 0
    worths = np.empty(people, dtype=np.int64)
    able = np.empty(people, dtype=np.int64)
    tops = np.zeros((people, limit), dtype=np.int64)
    lists = np.empty((limit, people), dtype=np.int64)
    keys = np.empty((limit, people), dtype=np.int64)
    exact = np.empty((limit, people), dtype=np.int64)
    counts = np.zeros(limit, dtype=np.int64)
    at = np.zeros(limit, dtype=np.int64)
    totals = np.zeros(limit + 1, dtype=np.int64)
    chosen = np.zeros(limit, dtype=np.int64)
    for size in range(smallest, limit + 1):
        share = np.int64(shares[size])
        count = 0
        for i in range(people):
            if worth[i, mentor] > NEVER:
                worths[i] = np.int64(worth[i, mentor]) - prices[i]
                able[count] = i
                count += 1
        # Whoever cannot be in a group that is worth more goes, again and again.
        for _ in range(4):
            if count < size:
                break
            _tops(able, count, size - 1, peers, tops)
            for a in range(count):
                keys[0, a] = worths[able[a]] + share * tops[able[a], size - 1]
                lists[0, a] = able[a]
            _descend(keys[0], lists[0], count)
            others = np.int64(0)
            for a in range(size - 1):
                others += keys[0, a]
            kept = 0
            for a in range(count):
                if keys[0, a] + others - costs[size] > best:
                    able[kept] = lists[0, a]
                    kept += 1
            done = kept == count
            count = kept
            if done:
                break
        if count < size:
            continue
        for a in range(count):
            exact[0, a] = worths[lists[0, a]]
        counts[0], at[0], totals[0] = count, 0, -costs[size]
        depth, nodes = 0, 0
        while depth >= 0:
            index, left = at[depth], size - depth
            bound = totals[depth]
            if index + left <= counts[depth]:
                for a in range(left):
                    bound += keys[depth, index + a]
            if index + left > counts[depth] or bound <= best:
                depth -= 1
                continue
            nodes += 1
            if nodes > budget:
                # Nothing that is left can beat what the first choice leaves open.
                open_bound = totals[0]
                start = at[0] - 1 if depth > 0 else at[0]
                for a in range(size):
                    if start + a < counts[0]:
                        open_bound += max(keys[0, start + a], 0)
                highest = max(highest, open_bound)
                found[-1] = 1
                break
            at[depth] = index + 1
            me = lists[depth, index]
            chosen[depth] = me
            total = totals[depth] + exact[depth, index]
            if left == 1:
                if total > best:
                    best = total
                    found[:-1] = -1
                    for a in range(size):
                        found[a] = chosen[a]
                continue
            # The rest of the list, as it looks beside the one just chosen.
            below = depth + 1
            many = 0
            for a in range(index + 1, counts[depth]):
                other = lists[depth, a]
                bond = peers[me, other]
                if bond >= 0:
                    value = exact[depth, a] + 2 * share * np.int64(bond)
                    lists[below, many] = other
                    exact[below, many] = value
                    keys[below, many] = value + share * tops[other, left - 2]
                    many += 1
            for a in range(1, many):
                key, value, who = keys[below, a], exact[below, a], lists[below, a]
                b = a - 1
                while b >= 0 and keys[below, b] < key:
                    keys[below, b + 1] = keys[below, b]
                    exact[below, b + 1] = exact[below, b]
                    lists[below, b + 1] = lists[below, b]
                    b -= 1
                keys[below, b + 1] = key
                exact[below, b + 1] = value
                lists[below, b + 1] = who
            counts[below], at[below], totals[below] = many, 0, total
            depth = below
    return max(best, highest)
