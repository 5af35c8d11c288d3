"""The annealing of `anneal.py`, compiled: the same moves on integer matrices.

Imported only by `compiled.py`, as numba takes its time. All state is in arrays, so
that a run needs no interpreter lock and two blocks can be improved at once.

Nearly all proposals are refused, so the least a gain must be is drawn first.
"""

import numpy as np
from numba import njit

from .chance import ODDS, below, chance, draw
from .counting import NOWHERE
from .moves import REFUSED, move, swap, trade
from .regrouping import resize

# Proposals of each kind, as parts of all, added up; the rest are of groups.
RANDOM_SWAPS = 0.04
PEER_SWAPS = 0.44
MENTOR_SWAPS = 0.72
MOVES = 0.89
TRADES = 0.99


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
            kind = chance(state)
            least = heat * ODDS[draw(state) >> np.uint64(20)]
            a = r.loose[below(state, many)]
            here = s.group_of[a]
            gain = np.int64(REFUSED)
            if kind < MENTOR_SWAPS:
                keep = np.int32(NOWHERE)
                if kind < RANDOM_SWAPS:
                    b = r.loose[below(state, many)]
                    there = s.group_of[b]
                else:
                    if kind < PEER_SWAPS:
                        keep = t.friends[a, below(state, near)]
                        there = s.group_of[keep]
                    else:
                        there = np.int64(t.leads[a, below(state, fit_leads)])
                    if there < 0 or not r.mine[there] or s.sizes[there] == 0:
                        continue
                    b = np.int64(s.members[there, below(state, s.sizes[there])])
                    if b == keep or t.locked[b]:
                        continue
                if here != there:
                    gain = swap(t, s, a, b, least, floor, price)
            elif kind < MOVES:
                if chance(state) < 0.5:
                    there = s.group_of[t.friends[a, below(state, near)]]
                else:
                    there = np.int64(t.leads[a, below(state, fit_leads)])
                if there >= 0 and there != here and r.mine[there]:
                    gain = move(t, s, a, there, least, floor, price)
                    # One more placed is always worth it.
                    if here < 0 and gain > REFUSED:
                        best = np.int64(REFUSED)
            elif kind < TRADES:
                p = here if here >= 0 else r.mentors[below(state, mentors)]
                if chance(state) < 0.5:
                    q = np.int64(t.leads[a, below(state, fit_leads)])
                else:
                    q = r.mentors[below(state, mentors)]
                if p != q and r.mine[q] and s.sizes[p] + s.sizes[q] > 0:
                    gain = trade(t, s, p, q, least, floor, price)
            else:
                mentor = r.mentors[below(state, mentors)]
                gain = resize(t, s, r, mentor, least, floor, price, journal, state)
            if gain > REFUSED:
                value += gain
        if value > best:
            best = value
            for mentee in r.mentees:
                s.best[mentee] = s.group_of[mentee]
    r.values[0], r.values[1] = value, best
