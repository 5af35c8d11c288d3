"""The groups that were found, and the prices that would be best if these were all."""

from typing import NamedTuple

import numpy as np
from numba import njit


class Pool(NamedTuple):
    """Groups that were found, per mentor; unused places of `members` hold -1."""

    members: np.ndarray
    values: np.ndarray
    worsts: np.ndarray
    counts: np.ndarray


@njit
def _reduced(pool, mentor, line, prices):
    """What a group is worth beyond its prices."""
    value = pool.values[mentor, line]
    for a in pool.members[mentor, line]:
        if a >= 0:
            value -= prices[a]
    return value


@njit
def best_known(pool, mentor, prices, floor, least):
    best, at = least, -1
    for line in range(pool.counts[mentor]):
        if pool.worsts[mentor, line] >= floor:
            value = _reduced(pool, mentor, line, prices)
            if value > best:
                best, at = value, line
    return best, at


@njit
def note(pool, mentor, members, value, worst, prices):
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


@njit
def _pay(slope, people, places, prices):
    """Mark who pays at most: as many of these people as there are places."""
    if places == len(people):
        slope[people] = 1
    elif places:
        slope[people[np.argsort(-prices[people])[:places]]] = 1


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
            worth, at = best_known(pool, mentor, prices, floor, least)
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
