"""The best plan of a small block, from the groups that prices leave open.

Compiled; imported only for the bound. Sets of at most 62 mentees are bits.
"""

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def pack(members, mentors, lacks, idle, everybody, limit, budget):
    """Which groups place everybody and lack least, less than `limit` in all.

    `lacks` is what a group lacks to its mentor's best, `idle` what it costs not to
    have that mentor lead. How much it is, the groups, and whether all was tried.
    """
    people = 0
    while everybody >> people:
        people += 1
    full = (np.int64(1) << people) - 1
    shares, extra = _shared(members, lacks, people, limit)
    lists, counts = _groups_of_each(members, extra, people)
    used = np.zeros(len(idle), dtype=np.bool_)
    chosen = np.full(people + 1, -1, dtype=np.int64)
    best = np.full(people + 1, -1, dtype=np.int64)
    whom = np.zeros(people + 1, dtype=np.int64)
    at = np.zeros(people + 1, dtype=np.int64)
    covered = np.zeros(people + 1, dtype=np.int64)
    costs = np.zeros(people + 1, dtype=np.int64)
    # Whoever cannot be placed counts as seated.
    covered[0] = full ^ everybody
    for i in range(people):
        if everybody >> i & 1:
            costs[0] += shares[i]
    depth, nodes = 0, 0
    whom[0] = _hardest(
        members, mentors, extra, used, lists, counts, covered[0], limit - costs[0]
    )
    while depth >= 0:
        if chosen[depth] >= 0:
            used[mentors[chosen[depth]]] = False
            chosen[depth] = -1
        me = whom[depth]
        if at[depth] == counts[me]:
            depth -= 1
            continue
        group = lists[me, at[depth]]
        at[depth] += 1
        if members[group] & covered[depth] or used[mentors[group]]:
            continue
        cost = costs[depth] + extra[group]
        if cost >= limit:
            # Those after it lack more.
            at[depth] = counts[me]
            continue
        nodes += 1
        if nodes > budget:
            return limit, best, False
        chosen[depth] = group
        used[mentors[group]] = True
        seated = covered[depth] | members[group]
        if seated == full:
            whole = cost
            for mentor in range(len(idle)):
                if not used[mentor]:
                    whole += idle[mentor]
            if whole < limit:
                limit = whole
                best[:] = -1
                best[: depth + 1] = chosen[: depth + 1]
            continue
        depth += 1
        covered[depth], costs[depth], at[depth] = seated, cost, 0
        whom[depth] = _hardest(
            members, mentors, extra, used, lists, counts, seated, limit - cost
        )
    return limit, best, True


@njit
def _shared(members, lacks, people, limit):
    """Per mentee the least share in what its groups lack; what a group lacks beyond."""
    shares = np.full(people, limit, dtype=np.int64)
    for group in range(len(members)):
        size = 0
        for i in range(people):
            size += members[group] >> i & 1
        for i in range(people):
            if members[group] >> i & 1:
                shares[i] = min(shares[i], lacks[group] // size)
    extra = lacks.copy()
    for group in range(len(members)):
        for i in range(people):
            if members[group] >> i & 1:
                extra[group] -= shares[i]
    return shares, extra


@njit
def _groups_of_each(members, extra, people):
    """Per mentee its groups, those that lack least beyond its share first; how many."""
    lists = np.empty((people, len(members)), dtype=np.int32)
    counts = np.zeros(people, dtype=np.int64)
    for group in np.argsort(extra):
        for i in range(people):
            if members[group] >> i & 1:
                lists[i, counts[i]] = group
                counts[i] += 1
    return lists, counts


@njit
def _hardest(members, mentors, extra, used, lists, counts, covered, left):
    """The mentee that fewest groups are open to."""
    least, hardest = 2**30, 0
    for i in range(len(counts)):
        if covered >> i & 1:
            continue
        count = 0
        for k in range(counts[i]):
            group = lists[i, k]
            if extra[group] >= left:
                break
            if not (members[group] & covered or used[mentors[group]]):
                count += 1
                if count >= least:
                    break
        if count < least:
            least, hardest = count, i
    return hardest
