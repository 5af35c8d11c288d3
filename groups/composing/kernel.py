"""The annealing of `anneal.py`, compiled: the same moves on integer matrices.

Imported only by `compiled.py`, as numba takes its time. All state is in arrays, so
that a run needs no interpreter lock and two blocks can be improved at once.
"""

import numpy as np
from numba import njit

NOWHERE = -1
# Marks in the matrices: this pair may not sit together, this mentor not lead.
NEVER = -(2**30)

RANDOM_SWAPS = 0.30
PEER_SWAPS = 0.62
MENTOR_SWAPS = 0.80
MOVES = 0.90
RESIZES = 0.003


@njit(inline="always")
def _chance(state):
    """A number from 0 to below 1 (xorshift64*)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return ((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 2**53)


@njit
def _group_value(mentor, members, sizes, worth, peers, shares, costs, floor, price):
    """What a group adds, less the price of what its members lack to the floor."""
    size = sizes[mentor]
    if size == 0:
        return 0
    total = -costs[size]
    for a in range(size):
        fit = np.int64(worth[members[mentor, a], mentor])
        for b in range(size):
            fit += shares[size] * np.int64(
                peers[members[mentor, a], members[mentor, b]]
            )
        total += fit
        if fit < floor:
            total -= price * (floor - fit)
    return total


@njit
def _refit(mentor, members, sizes, worth, peers, shares, fits):
    size = sizes[mentor]
    for a in range(size):
        me = members[mentor, a]
        fit = np.int64(worth[me, mentor])
        for b in range(size):
            fit += shares[size] * np.int64(peers[me, members[mentor, b]])
        fits[me] = fit


@njit
def _replace(
    leaver, comer, mentor, members, sizes, worth, peers, shares, fits, floor, price
):
    """What a group gains when one takes the other's seat; NEVER if not allowed."""
    fit = np.int64(worth[comer, mentor])
    if fit <= NEVER:
        return np.int64(NEVER) << 20
    size = sizes[mentor]
    share = shares[size]
    gain = -fits[leaver]
    short = fits[leaver]
    if short < floor:
        gain += price * (floor - short)
    for a in range(size):
        other = members[mentor, a]
        if other != leaver:
            new = np.int64(peers[comer, other])
            if new < 0:
                return np.int64(NEVER) << 20
            more = share * (new - np.int64(peers[leaver, other]))
            fit += share * new
            gain += more
            if price:
                before = fits[other]
                after = before + more
                if before < floor:
                    gain += price * (floor - before)
                if after < floor:
                    gain -= price * (floor - after)
    if fit < floor:
        gain -= price * (floor - fit)
    return gain + fit


@njit
def _lift(mentee, members, sizes, group_of):
    mentor = group_of[mentee]
    if mentor >= 0:
        last = sizes[mentor] - 1
        for a in range(last + 1):
            if members[mentor, a] == mentee:
                members[mentor, a] = members[mentor, last]
                break
        sizes[mentor] = last
        group_of[mentee] = NOWHERE


@njit
def _seat(mentee, mentor, members, sizes, group_of):
    _lift(mentee, members, sizes, group_of)
    members[mentor, sizes[mentor]] = mentee
    sizes[mentor] += 1
    group_of[mentee] = mentor


@njit
def _welcome(mentee, mentor, members, sizes, worth, peers):
    """Whether no rule keeps a mentee from joining a group, size aside."""
    if worth[mentee, mentor] <= NEVER:
        return False
    # The compiler knows no all().
    for a in range(sizes[mentor]):  # noqa: SIM110
        if peers[mentee, members[mentor, a]] < 0:
            return False
    return True


@njit
def _resize(
    mentor,
    members,
    sizes,
    group_of,
    worth,
    peers,
    shares,
    costs,
    limits,
    locked,
    loose,
    min_size,
    floor,
    price,
    journal,
    state,
):
    """Open a group around an idle mentor, or spread one over others; the gain.

    What was done is in the journal, as (mentee, where from); its length comes second.
    """
    steps = 0
    gain = np.int64(0)
    if sizes[mentor] > 0:
        for a in range(sizes[mentor]):
            if locked[members[mentor, a]]:
                return np.int64(0), 0, False
        gain -= _group_value(
            mentor, members, sizes, worth, peers, shares, costs, floor, price
        )
        while sizes[mentor] > 0:
            mentee = members[mentor, sizes[mentor] - 1]
            best, best_gain = -1, np.int64(-(2**60))
            for group in range(len(sizes)):
                size = sizes[group]
                if group == mentor or size == 0 or size >= limits[group]:
                    continue
                fit = np.int64(worth[mentee, group])
                if fit <= NEVER:
                    continue
                open_to = True
                for a in range(size):
                    bond = peers[mentee, members[group, a]]
                    if bond < 0:
                        open_to = False
                        break
                    fit += 2 * shares[size + 1] * np.int64(bond)
                fit -= costs[size + 1] - costs[size]
                if open_to and fit > best_gain:
                    best, best_gain = group, fit
            if best < 0:
                return np.int64(0), steps, False
            gain -= _group_value(
                best, members, sizes, worth, peers, shares, costs, floor, price
            )
            journal[steps, 0] = mentee
            journal[steps, 1] = mentor
            steps += 1
            _seat(mentee, best, members, sizes, group_of)
            gain += _group_value(
                best, members, sizes, worth, peers, shares, costs, floor, price
            )
        return gain, steps, True
    while sizes[mentor] < min_size:
        best, best_gain = -1, np.int64(-(2**60))
        for _ in range(40):
            mentee = loose[int(_chance(state) * len(loose))]
            home = group_of[mentee]
            if home == mentor or (home >= 0 and sizes[home] <= min_size):
                continue
            if not _welcome(mentee, mentor, members, sizes, worth, peers):
                continue
            fit = np.int64(worth[mentee, mentor])
            for a in range(sizes[mentor]):
                fit += (
                    2 * shares[min_size] * np.int64(peers[mentee, members[mentor, a]])
                )
            if home >= 0:
                fit -= worth[mentee, home]
                for a in range(sizes[home]):
                    fit -= shares[sizes[home]] * np.int64(
                        peers[mentee, members[home, a]]
                    )
            if fit > best_gain:
                best, best_gain = mentee, fit
        if best < 0:
            return np.int64(0), steps, False
        home = group_of[best]
        journal[steps, 0] = best
        journal[steps, 1] = home
        steps += 1
        if home >= 0:
            gain -= _group_value(
                home, members, sizes, worth, peers, shares, costs, floor, price
            )
        _seat(best, mentor, members, sizes, group_of)
        if home >= 0:
            gain += _group_value(
                home, members, sizes, worth, peers, shares, costs, floor, price
            )
    gain += _group_value(
        mentor, members, sizes, worth, peers, shares, costs, floor, price
    )
    return gain, steps, True


@njit(nogil=True, cache=True)
def run(
    worth,
    peers,
    friends,
    leads,
    shares,
    costs,
    limits,
    locked,
    loose,
    min_size,
    members,
    sizes,
    group_of,
    fits,
    best_members,
    best_sizes,
    values,
    floor,
    price,
    hot,
    cold,
    proposals,
    looks,
    state,
):
    """Anneal from `hot` to `cold`; `values` holds the current and the best value.

    The best plan is kept in `best_members` and `best_sizes`, looked for `looks` times.
    """
    never = np.int64(NEVER) << 19
    journal = np.empty((64, 2), dtype=np.int64)
    many = len(loose)
    mentors = len(sizes)
    near, fit_leads = friends.shape[1], leads.shape[1]
    value, best = values[0], values[1]
    block = max(1, proposals // looks)
    for look in range(looks):
        heat = hot * (cold / hot) ** (look / looks)
        for _ in range(block):
            kind = _chance(state)
            a = loose[int(_chance(state) * many)]
            here = group_of[a]
            b = -1
            if kind < RANDOM_SWAPS:
                b = loose[int(_chance(state) * many)]
            elif kind < MENTOR_SWAPS:
                keep = -1
                if kind < PEER_SWAPS:
                    keep = friends[a, int(_chance(state) * near)]
                    there = group_of[keep]
                else:
                    there = leads[a, int(_chance(state) * fit_leads)]
                    if sizes[there] == 0:
                        there = -1
                if there < 0 or there == here:
                    continue
                b = members[there, int(_chance(state) * sizes[there])]
                if b == keep or locked[b]:
                    continue
            if b >= 0:
                there = group_of[b]
                if here == there:
                    continue
                if here < 0:
                    a, b, here, there = b, a, there, here
                gain = _replace(
                    a, b, here, members, sizes, worth, peers, shares, fits, floor, price
                )
                if gain < never:
                    continue
                if there >= 0:
                    gain += _replace(
                        b,
                        a,
                        there,
                        members,
                        sizes,
                        worth,
                        peers,
                        shares,
                        fits,
                        floor,
                        price,
                    )
                    if gain < never:
                        continue
                if gain >= 0 or _chance(state) < np.exp(gain / heat):
                    value += gain
                    for c in range(sizes[here]):
                        if members[here, c] == a:
                            members[here, c] = b
                            break
                    if there >= 0:
                        for c in range(sizes[there]):
                            if members[there, c] == b:
                                members[there, c] = a
                                break
                        _refit(there, members, sizes, worth, peers, shares, fits)
                    group_of[a] = there
                    group_of[b] = here
                    _refit(here, members, sizes, worth, peers, shares, fits)
            elif kind < MOVES:
                if _chance(state) < 0.5:
                    there = group_of[friends[a, int(_chance(state) * near)]]
                else:
                    there = leads[a, int(_chance(state) * fit_leads)]
                if there < 0 or there == here:
                    continue
                size = sizes[there]
                if size == 0 or size >= limits[there]:
                    continue
                if here >= 0 and sizes[here] <= min_size:
                    continue
                if not _welcome(a, there, members, sizes, worth, peers):
                    continue
                gain = -_group_value(
                    there, members, sizes, worth, peers, shares, costs, floor, price
                )
                if here >= 0:
                    gain -= _group_value(
                        here, members, sizes, worth, peers, shares, costs, floor, price
                    )
                _seat(a, there, members, sizes, group_of)
                gain += _group_value(
                    there, members, sizes, worth, peers, shares, costs, floor, price
                )
                if here >= 0:
                    gain += _group_value(
                        here, members, sizes, worth, peers, shares, costs, floor, price
                    )
                # One more placed is always worth it.
                if here < 0:
                    best = -(2**60)
                if here < 0 or gain >= 0 or _chance(state) < np.exp(gain / heat):
                    value += gain
                    _refit(there, members, sizes, worth, peers, shares, fits)
                    if here >= 0:
                        _refit(here, members, sizes, worth, peers, shares, fits)
                else:
                    _seat(a, here, members, sizes, group_of)
            elif kind < 1 - RESIZES:
                # Two mentors trade groups, or an idle one takes over.
                p = here if here >= 0 else int(_chance(state) * mentors)
                if _chance(state) < 0.5:
                    q = leads[a, int(_chance(state) * fit_leads)]
                else:
                    q = int(_chance(state) * mentors)
                if p == q or sizes[p] + sizes[q] == 0:
                    continue
                if sizes[p] > limits[q] or sizes[q] > limits[p]:
                    continue
                gain = np.int64(0)
                for side in range(2):
                    old, new = (p, q) if side == 0 else (q, p)
                    for c in range(sizes[old]):
                        mentee = members[old, c]
                        if worth[mentee, new] <= NEVER:
                            gain = never - 1
                            break
                        more = np.int64(worth[mentee, new]) - np.int64(
                            worth[mentee, old]
                        )
                        gain += more
                        before = fits[mentee]
                        if before < floor:
                            gain += price * (floor - before)
                        if before + more < floor:
                            gain -= price * (floor - before - more)
                    if gain < never:
                        break
                if gain < never:
                    continue
                if gain >= 0 or _chance(state) < np.exp(gain / heat):
                    value += gain
                    for c in range(members.shape[1]):
                        mentee = members[p, c]
                        members[p, c] = members[q, c]
                        members[q, c] = mentee
                    size = sizes[p]
                    sizes[p] = sizes[q]
                    sizes[q] = size
                    for c in range(sizes[p]):
                        group_of[members[p, c]] = p
                    for c in range(sizes[q]):
                        group_of[members[q, c]] = q
                    _refit(p, members, sizes, worth, peers, shares, fits)
                    _refit(q, members, sizes, worth, peers, shares, fits)
            else:
                mentor = int(_chance(state) * mentors)
                if sizes[mentor] == 0 and limits[mentor] < min_size:
                    continue
                gain, steps, done = _resize(
                    mentor,
                    members,
                    sizes,
                    group_of,
                    worth,
                    peers,
                    shares,
                    costs,
                    limits,
                    locked,
                    loose,
                    min_size,
                    floor,
                    price,
                    journal,
                    state,
                )
                if done and (gain >= 0 or _chance(state) < np.exp(gain / heat)):
                    value += gain
                    _refit(mentor, members, sizes, worth, peers, shares, fits)
                    for step in range(steps):
                        home = journal[step, 1]
                        if home >= 0:
                            _refit(home, members, sizes, worth, peers, shares, fits)
                        home = group_of[journal[step, 0]]
                        _refit(home, members, sizes, worth, peers, shares, fits)
                else:
                    for step in range(steps - 1, -1, -1):
                        home = journal[step, 1]
                        if home >= 0:
                            _seat(journal[step, 0], home, members, sizes, group_of)
                        else:
                            _lift(journal[step, 0], members, sizes, group_of)
        if value > best:
            best = value
            best_members[:] = members
            best_sizes[:] = sizes
    values[0], values[1] = value, best
