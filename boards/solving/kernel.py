"""The annealing of `anneal.py`, compiled: the same moves on integer matrices.

Imported only by `compiled.py`, as numba takes its time. All state is in arrays, so
that a run needs no interpreter lock and two blocks can be improved at once.

Nearly all proposals are refused, so the least a gain must be is drawn first, and what
costs more to know is looked at only while the rest leaves it open. `ties` of a group are
all bonds between its members, `lacks` what their fits lack to the floor.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

NOWHERE = -1
# Marks in the matrices: this mentor may not lead; this pair may not sit together.
NEVER = -(2**30)
APART = -1
REFUSED = -(2**60)

# Proposals of each kind, as parts of all, added up; the rest are of groups.
RANDOM_SWAPS = 0.04
PEER_SWAPS = 0.44
MENTOR_SWAPS = 0.72
MOVES = 0.89
TRADES = 0.99
# Mentees looked at for each seat of a new group.
CANDIDATES = 40

# What a gain may lack at a heat of one, for a chance in equal steps.
ODDS = np.log((np.arange(4096) + 0.5) / 4096)


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
def _draw(state):
    """32 random bits (xorshift64*)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return (x * np.uint64(2685821657736338717)) >> np.uint64(32)


@njit(inline="always", _nrt=False)
def _below(state, count):
    return np.int64((_draw(state) * np.uint64(count)) >> np.uint64(32))


@njit(inline="always", _nrt=False)
def _chance(state):
    """A number from 0 to below 1."""
    return np.float64(_draw(state)) * (1.0 / 2**32)


@njit(inline="always", _nrt=False)
def _bond(t, s, mentee, mentor, without):
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
def _refit(t, s, mentor, floor):
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
        _refit(t, s, mentor, floor)


@njit(_nrt=False)
def _value(t, s, mentor, price):
    """What a group adds, less the price of what its members lack to the floor."""
    size = s.sizes[mentor]
    if size == 0:
        return np.int64(0)
    total = t.shares[size] * s.ties[mentor] - t.costs[size] - price * s.lacks[mentor]
    for k in range(size):
        total += np.int64(t.worth[s.members[mentor, k], mentor])
    return total


@njit(_nrt=False)
def _lack(t, s, mentor, leaver, comer, floor):
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
def _lift(s, mentee):
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
def _seat(s, mentee, mentor):
    _lift(s, mentee)
    s.members[mentor, s.sizes[mentor]] = mentee
    s.sizes[mentor] += 1
    s.group_of[mentee] = mentor


@njit(_nrt=False)
def _swap(t, s, a, b, least, floor, price):
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
        bond = _bond(t, s, a, there, b)
        if bond < 0:
            return np.int64(REFUSED)
        other = t.shares[s.sizes[there]]
        gain += worth - s.fits[b] + other * (2 * bond - s.bonds[b])
        relief += s.lacks[there]
    bond = _bond(t, s, b, here, a)
    if bond < 0:
        return np.int64(REFUSED)
    gain += 2 * share * bond
    if gain + price * relief < least:
        return np.int64(REFUSED)
    if price:
        relief -= _lack(t, s, here, a, b, floor)
        if there >= 0:
            relief -= _lack(t, s, there, b, a, floor)
        gain += price * relief
        if gain < least:
            return np.int64(REFUSED)
    for k in range(s.sizes[here]):
        if s.members[here, k] == a:
            s.members[here, k] = b
            break
    s.group_of[a] = there
    s.group_of[b] = here
    _refit(t, s, here, floor)
    if there >= 0:
        for k in range(s.sizes[there]):
            if s.members[there, k] == b:
                s.members[there, k] = a
                break
        _refit(t, s, there, floor)
    return gain


@njit(_nrt=False)
def _move(t, s, mentee, there, least, floor, price):
    """Bring a mentee to a group that has room; the gain."""
    size, here = s.sizes[there], s.group_of[mentee]
    if size == 0 or size >= t.limits[there]:
        return np.int64(REFUSED)
    if here >= 0 and s.sizes[here] <= t.min_size:
        return np.int64(REFUSED)
    gain = np.int64(t.worth[mentee, there])
    if gain <= NEVER:
        return np.int64(REFUSED)
    bond = _bond(t, s, mentee, there, NOWHERE)
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
        relief -= _lack(t, s, there, NOWHERE, mentee, floor)
        if here >= 0:
            relief -= _lack(t, s, here, mentee, NOWHERE, floor)
        gain += price * relief
    if here >= 0 and gain < least:
        return np.int64(REFUSED)
    _seat(s, mentee, there)
    _refit(t, s, there, floor)
    if here >= 0:
        _refit(t, s, here, floor)
    return gain


@njit(_nrt=False)
def _trade(t, s, p, q, least, floor, price):
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
        _refit(t, s, mentor, floor)
    return gain


@njit(_nrt=False)
def _joining(t, s, mentee, mentor):
    """About what it is worth when a mentee joins a group, or REFUSED."""
    size = s.sizes[mentor]
    fit = np.int64(t.worth[mentee, mentor])
    if size >= t.limits[mentor] or fit <= NEVER:
        return np.int64(REFUSED)
    bond = _bond(t, s, mentee, mentor, NOWHERE)
    if bond < 0:
        return np.int64(REFUSED)
    grown = max(size + 1, t.min_size)
    cost = t.costs[size + 1] - t.costs[size] if size >= t.min_size else 0
    return fit + 2 * t.shares[grown] * bond - cost


@njit(_nrt=False)
def _spread(t, s, r, mentor, floor, price, journal):
    """Seat a group's members elsewhere: the gain, and the steps in the journal."""
    steps = 0
    gain = -_value(t, s, mentor, price)
    while s.sizes[mentor] > 0:
        mentee = s.members[mentor, s.sizes[mentor] - 1]
        best, highest = NOWHERE, np.int64(REFUSED)
        near, fit_leads = t.friends.shape[1], t.leads.shape[1]
        for k in range(near + fit_leads):
            if k < near:
                group = s.group_of[t.friends[mentee, k]]
            else:
                group = np.int64(t.leads[mentee, k - near])
            if group >= 0 and r.mine[group] and group != mentor and s.sizes[group] > 0:
                worth = _joining(t, s, mentee, group)
                if worth > highest:
                    best, highest = group, worth
        if best < 0:
            return np.int64(REFUSED), steps
        journal[steps, 0], journal[steps, 1] = mentee, mentor
        steps += 1
        gain -= _value(t, s, best, price)
        _seat(s, mentee, best)
        _refit(t, s, best, floor)
        gain += _value(t, s, best, price)
    _refit(t, s, mentor, floor)
    return gain, steps


@njit(_nrt=False)
def _gather(t, s, r, mentor, floor, price, journal, state):
    """Open a group around an idle mentor: the gain, and the steps in the journal."""
    steps = 0
    gain = np.int64(0)
    while s.sizes[mentor] < t.min_size:
        best, highest = NOWHERE, np.int64(REFUSED)
        for _ in range(CANDIDATES):
            mentee = r.loose[_below(state, len(r.loose))]
            home = s.group_of[mentee]
            if home == mentor or (home >= 0 and s.sizes[home] <= t.min_size):
                continue
            worth = _joining(t, s, mentee, mentor)
            if worth > REFUSED and home >= 0:
                worth -= s.fits[mentee]
            if worth > highest:
                best, highest = mentee, worth
        if best < 0:
            return np.int64(REFUSED), steps
        home = s.group_of[best]
        journal[steps, 0], journal[steps, 1] = best, home
        steps += 1
        if home >= 0:
            gain -= _value(t, s, home, price)
        _seat(s, best, mentor)
        if home >= 0:
            _refit(t, s, home, floor)
            gain += _value(t, s, home, price)
    _refit(t, s, mentor, floor)
    return gain + _value(t, s, mentor, price), steps


@njit(_nrt=False)
def _resize(t, s, r, mentor, least, floor, price, journal, state):
    """Open a group around an idle mentor, or spread one over others; the gain."""
    if s.sizes[mentor] == 0:
        if t.limits[mentor] < t.min_size:
            return np.int64(REFUSED)
        gain, steps = _gather(t, s, r, mentor, floor, price, journal, state)
    else:
        for k in range(s.sizes[mentor]):
            if t.locked[s.members[mentor, k]]:
                return np.int64(REFUSED)
        gain, steps = _spread(t, s, r, mentor, floor, price, journal)
    if gain < least:
        gain = np.int64(REFUSED)
        for step in range(steps - 1, -1, -1):
            mentee, home = journal[step, 0], journal[step, 1]
            left = s.group_of[mentee]
            if home >= 0:
                _seat(s, mentee, home)
            else:
                _lift(s, mentee)
            _refit(t, s, left, floor)
        _refit(t, s, mentor, floor)
        for step in range(steps):
            if journal[step, 1] >= 0:
                _refit(t, s, journal[step, 1], floor)
    return gain


@njit(nogil=True, cache=True, _nrt=False)
def run(t, s, r, floor, price, hot, cold, proposals, looks, state, journal):
    """Anneal a region from `hot` to `cold`.

    Whether it is the best so far is looked at `looks` times. Other regions may be
    annealed meanwhile: all that is read of them is that they are not this one.
    """
    many, mentors = len(r.loose), len(r.mentors)
    near, fit_leads = t.friends.shape[1], t.leads.shape[1]
    value, best = r.values[0], r.values[1]
    for look in range(looks):
        heat = hot * (cold / hot) ** (look / looks)
        for _ in range(max(1, proposals // looks)):
            kind = _chance(state)
            least = heat * ODDS[_draw(state) >> np.uint64(20)]
            a = r.loose[_below(state, many)]
            here = s.group_of[a]
            gain = np.int64(REFUSED)
            if kind < MENTOR_SWAPS:
                keep = np.int32(NOWHERE)
                if kind < RANDOM_SWAPS:
                    b = r.loose[_below(state, many)]
                    there = s.group_of[b]
                else:
                    if kind < PEER_SWAPS:
                        keep = t.friends[a, _below(state, near)]
                        there = s.group_of[keep]
                    else:
                        there = np.int64(t.leads[a, _below(state, fit_leads)])
                    if there < 0 or not r.mine[there] or s.sizes[there] == 0:
                        continue
                    b = np.int64(s.members[there, _below(state, s.sizes[there])])
                    if b == keep or t.locked[b]:
                        continue
                if here != there:
                    gain = _swap(t, s, a, b, least, floor, price)
            elif kind < MOVES:
                if _chance(state) < 0.5:
                    there = s.group_of[t.friends[a, _below(state, near)]]
                else:
                    there = np.int64(t.leads[a, _below(state, fit_leads)])
                if there >= 0 and there != here and r.mine[there]:
                    gain = _move(t, s, a, there, least, floor, price)
                    # One more placed is always worth it.
                    if here < 0 and gain > REFUSED:
                        best = np.int64(REFUSED)
            elif kind < TRADES:
                p = here if here >= 0 else r.mentors[_below(state, mentors)]
                if _chance(state) < 0.5:
                    q = np.int64(t.leads[a, _below(state, fit_leads)])
                else:
                    q = r.mentors[_below(state, mentors)]
                if p != q and r.mine[q] and s.sizes[p] + s.sizes[q] > 0:
                    gain = _trade(t, s, p, q, least, floor, price)
            else:
                mentor = r.mentors[_below(state, mentors)]
                gain = _resize(t, s, r, mentor, least, floor, price, journal, state)
            if gain > REFUSED:
                value += gain
        if value > best:
            best = value
            for mentee in r.mentees:
                s.best[mentee] = s.group_of[mentee]
    r.values[0], r.values[1] = value, best
