"""One mentee moves, two swap, or two mentors trade groups: if it gains enough.

Nearly all proposals are refused, so what costs more to know is looked at only while
the rest leaves it open.
"""

import numpy as np
from numba import njit

from .counting import NEVER, NOWHERE, bond_sum, lack_after, refit_group, seat

REFUSED = -(2**60)


@njit(_nrt=False)
def swap(t, s, a, b, least, floor, price):
    """Exchange two mentees, one of whom may have no seat; the gain."""
    here, there = s.group_of[a], s.group_of[b]
    if here < 0:
        a, b, here, there = b, a, there, here
    worth = np.int64(t.worth[b, here])
    if worth <= NEVER:
        return np.int64(REFUSED)
    share = t.shares[s.sizes[here]]
    gain = worth - s.fits[a] - share * s.bonds[a]
    relief = s.lacks[here]
    if there >= 0:
        worth = np.int64(t.worth[a, there])
        if worth <= NEVER:
            return np.int64(REFUSED)
        bond = bond_sum(t, s, a, there, b)
        if bond < 0:
            return np.int64(REFUSED)
        other = t.shares[s.sizes[there]]
        gain += worth - s.fits[b] + other * (2 * bond - s.bonds[b])
        relief += s.lacks[there]
    bond = bond_sum(t, s, b, here, a)
    if bond < 0:
        return np.int64(REFUSED)
    gain += 2 * share * bond
    if gain + price * relief < least:
        return np.int64(REFUSED)
    if price:
        relief -= lack_after(t, s, here, a, b, floor)
        if there >= 0:
            relief -= lack_after(t, s, there, b, a, floor)
        gain += price * relief
        if gain < least:
            return np.int64(REFUSED)
    for k in range(s.sizes[here]):
        if s.members[here, k] == a:
            s.members[here, k] = b
            break
    s.group_of[a] = there
    s.group_of[b] = here
    refit_group(t, s, here, floor)
    if there >= 0:
        for k in range(s.sizes[there]):
            if s.members[there, k] == b:
                s.members[there, k] = a
                break
        refit_group(t, s, there, floor)
    return gain


@njit(_nrt=False)
def move(t, s, mentee, there, least, floor, price):
    """Bring a mentee to a group that has room; the gain."""
    size, here = s.sizes[there], s.group_of[mentee]
    if size == 0 or size >= t.limits[there]:
        return np.int64(REFUSED)
    if here >= 0 and s.sizes[here] <= t.min_size:
        return np.int64(REFUSED)
    gain = np.int64(t.worth[mentee, there])
    if gain <= NEVER:
        return np.int64(REFUSED)
    bond = bond_sum(t, s, mentee, there, NOWHERE)
    if bond < 0:
        return np.int64(REFUSED)
    gain += t.shares[size + 1] * (s.ties[there] + 2 * bond)
    gain += t.costs[size] - t.shares[size] * s.ties[there] - t.costs[size + 1]
    relief = s.lacks[there]
    if here >= 0:
        size, bond = s.sizes[here], s.bonds[mentee]
        gain -= s.fits[mentee] - t.shares[size] * bond
        gain += t.shares[size - 1] * (s.ties[here] - 2 * bond)
        gain += t.costs[size] - t.shares[size] * s.ties[here] - t.costs[size - 1]
        relief += s.lacks[here]
        if gain + price * relief < least:
            return np.int64(REFUSED)
    if price:
        relief -= lack_after(t, s, there, NOWHERE, mentee, floor)
        if here >= 0:
            relief -= lack_after(t, s, here, mentee, NOWHERE, floor)
        gain += price * relief
    if here >= 0 and gain < least:
        return np.int64(REFUSED)
    seat(s, mentee, there)
    refit_group(t, s, there, floor)
    if here >= 0:
        refit_group(t, s, here, floor)
    return gain


@njit(_nrt=False)
def trade(t, s, p, q, least, floor, price):
    """Two mentors trade groups, or an idle one takes over; the gain."""
    if s.sizes[p] > t.limits[q] or s.sizes[q] > t.limits[p]:
        return np.int64(REFUSED)
    gain = np.int64(0)
    for side in range(2):
        old, new = (p, q) if side == 0 else (q, p)
        for k in range(s.sizes[old]):
            mentee = s.members[old, k]
            worth = np.int64(t.worth[mentee, new])
            if worth <= NEVER:
                return np.int64(REFUSED)
            more = worth - np.int64(t.worth[mentee, old])
            gain += more
            after = s.fits[mentee] + more
            if after < floor:
                gain -= price * (floor - after)
    gain += price * (s.lacks[p] + s.lacks[q])
    if gain < least:
        return np.int64(REFUSED)
    for k in range(s.members.shape[1]):
        s.members[p, k], s.members[q, k] = s.members[q, k], s.members[p, k]
    s.sizes[p], s.sizes[q] = s.sizes[q], s.sizes[p]
    for mentor in (p, q):
        for k in range(s.sizes[mentor]):
            s.group_of[s.members[mentor, k]] = mentor
        refit_group(t, s, mentor, floor)
    return gain
