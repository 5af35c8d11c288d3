"""Random numbers in compiled code; who draws them keeps the state."""

import numpy as np
from numba import njit

# What a gain may lack at a heat of one, for a chance in equal steps.
ODDS = np.log((np.arange(4096) + 0.5) / 4096)


@njit(inline="always", _nrt=False)
def draw(state):
    """32 random bits (xorshift64*)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return (x * np.uint64(2685821657736338717)) >> np.uint64(32)


@njit(inline="always", _nrt=False)
def below(state, count):
    return np.int64((draw(state) * np.uint64(count)) >> np.uint64(32))


@njit(inline="always", _nrt=False)
def chance(state):
    """A number from 0 to below 1."""
    return np.float64(draw(state)) * (1.0 / 2**32)
