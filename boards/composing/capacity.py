"""Who could have a place at all, and how many at most."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np

from .block import Block

# Enough for any real programme; beyond it we rather say that we do not know.
SEARCH_STEPS = 200_000


# As long as its block lives: it is asked for at every repair.
_known: WeakKeyDictionary[Block, int] = WeakKeyDictionary()


def most(block: Block) -> int:
    """No plan of a block places more."""
    if block not in _known:
        _known[block] = _most(block)
    return _known[block]


def _most(block: Block) -> int:
    able = sum(has_group(block, mentee) for mentee in range(len(block.mentees)))
    for mentor, locked in block.wards.items():
        together = largest_together(block, locked, block.limits[mentor])
        able -= len(locked) - len(together)
    return most_places(block.min_size, able, block.limits)


def most_places(min_size: int, count: int, limits: Iterable[int]) -> int:
    """The most of `count` mentees that fill groups of a valid size."""
    best = places = 0
    able = sorted((limit for limit in limits if limit >= min_size), reverse=True)
    for groups, limit in enumerate(able, 1):
        places += limit
        if min_size * groups <= count:
            best = max(best, min(places, count))
    return best


def has_group(block: Block, mentee: int) -> bool:
    """Whether some group could hold this mentee, pins of the others aside.

    True too when the search for a proof grew too long.
    """
    budget = [SEARCH_STEPS]
    others = (1 << len(block.mentees)) - 1 & ~(1 << mentee)
    others &= ~block.apart_bits[mentee]
    wanted = block.min_size - 1
    return any(
        _together(block, others & ~block.barred_bits[mentor], wanted, budget)
        for mentor in np.flatnonzero(~block.barred[mentee]).tolist()
    )


def _together(block: Block, people: int, wanted: int, budget: list[int]) -> bool:
    """Whether so many of these people (bits) may all sit together."""
    if wanted <= 0 or budget[0] <= 0:
        return True
    while people.bit_count() >= wanted:
        budget[0] -= 1
        first = people.bit_length() - 1
        people &= ~(1 << first)
        if _together(block, people & ~block.apart_bits[first], wanted - 1, budget):
            return True
    return False


def largest_together(block: Block, mentees: list[int], limit: int) -> list[int]:
    """The most of these mentees, up to a limit, who may all sit together."""
    best: list[int] = []

    def grow(chosen: list[int], rest: list[int]) -> None:
        nonlocal best
        if len(chosen) > len(best):
            best = list(chosen)
        for index, mentee in enumerate(rest):
            if len(best) == limit or len(chosen) + len(rest) - index <= len(best):
                return
            apart = block.apart_bits[mentee]
            grow(
                [*chosen, mentee], [x for x in rest[index + 1 :] if not apart >> x & 1]
            )

    grow([], mentees)
    return best
