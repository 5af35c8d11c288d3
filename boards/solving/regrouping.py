"""A group is opened around an idle mentor, or spread over others: if it gains enough."""

import numpy as np
from numba import njit

from .chance import below
from .counting import NEVER, NOWHERE, bond_sum, lift, refit_group, seat, value_of
from .moves import REFUSED

# Mentees looked at for each seat of a new group.
CANDIDATES = 40


@njit(_nrt=False)
def _joining(t, s, mentee, mentor):
    """About what it is worth when a mentee joins a group, or REFUSED."""
    size = s.sizes[mentor]
    fit = np.int64(t.worth[mentee, mentor])
    if size >= t.limits[mentor] or fit <= NEVER:
        return np.int64(REFUSED)
    bond = bond_sum(t, s, mentee, mentor, NOWHERE)
    if bond < 0:
        return np.int64(REFUSED)
    grown = max(size + 1, t.min_size)
    cost = t.costs[size + 1] - t.costs[size] if size >= t.min_size else 0
    return fit + 2 * t.shares[grown] * bond - cost


@njit(_nrt=False)
def _spread(t, s, r, mentor, floor, price, journal):
    """Seat a group's members elsewhere: the gain, and the steps in the journal."""
    steps = 0
    gain = -value_of(t, s, mentor, price)
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
        gain -= value_of(t, s, best, price)
        seat(s, mentee, best)
        refit_group(t, s, best, floor)
        gain += value_of(t, s, best, price)
    refit_group(t, s, mentor, floor)
    return gain, steps


@njit(_nrt=False)
def _gather(t, s, r, mentor, floor, price, journal, state):
    """Open a group around an idle mentor: the gain, and the steps in the journal."""
    steps = 0
    gain = np.int64(0)
    while s.sizes[mentor] < t.min_size:
        best, highest = NOWHERE, np.int64(REFUSED)
        for _ in range(CANDIDATES):
            mentee = r.loose[below(state, len(r.loose))]
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
            gain -= value_of(t, s, home, price)
        seat(s, best, mentor)
        if home >= 0:
            refit_group(t, s, home, floor)
            gain += value_of(t, s, home, price)
    refit_group(t, s, mentor, floor)
    return gain + value_of(t, s, mentor, price), steps


@njit(_nrt=False)
def resize(t, s, r, mentor, least, floor, price, journal, state):
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
                seat(s, mentee, home)
            else:
                lift(s, mentee)
            refit_group(t, s, left, floor)
        refit_group(t, s, mentor, floor)
        for step in range(steps):
            if journal[step, 1] >= 0:
                refit_group(t, s, journal[step, 1], floor)
    return gain
