"""One independent part of an instance as integer matrices, for the searches.

Disciplines that may not mix share no group, so each is a block of its own.
Rows are mentees, columns are mentees or mentors, both by position.
"""

import os
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from . import pairs, worths
from .model import LOCK, Instance, Person
from .scoring import SHARE, peer_share, size_cost

# Lists are quickest to read, views take no memory.
FEW_CELLS = 60_000
STRIP = 256
# More mentees than these are cut into parts of about so many.
MOST_MIXED, CUT = 8_000, 2_400
WORKERS = min(2, os.cpu_count() or 1)


@dataclass(frozen=True, eq=False)
class Block:
    """Mentors who may not lead even the smallest group are left out."""

    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    limits: tuple[int, ...]
    locked: tuple[bool, ...]
    min_size: int
    mentor_worth: np.ndarray  # 60 * a(i, m)
    peer_worth: np.ndarray  # b(i, j), zero for oneself
    apart: np.ndarray  # two mentees break a pair rule
    barred: np.ndarray  # a mentee and a mentor break a rule or a pin
    size_costs: tuple[int, ...]

    @cached_property
    def worth(self) -> list[Sequence[int]]:
        return _rows(self.mentor_worth)

    @cached_property
    def peers(self) -> list[Sequence[int]]:
        return _rows(self.peer_worth)

    @cached_property
    def apart_bits(self) -> list[int]:
        """Per mentee the set of mentees it cannot sit with, as bits."""
        return [_bits(row) for row in self.apart]

    @cached_property
    def barred_bits(self) -> list[int]:
        """Per mentor the set of mentees it cannot lead, as bits."""
        return [_bits(row) for row in self.barred.T]

    @cached_property
    def wards(self) -> dict[int, list[int]]:
        """Per mentor the mentees locked to it, where there are any."""
        wards: dict[int, list[int]] = defaultdict(list)
        for mentee in np.flatnonzero(self.locked).tolist():
            for mentor in np.flatnonzero(~self.barred[mentee]).tolist():
                wards[mentor].append(mentee)
        return dict(sorted(wards.items()))

    @cached_property
    def shares(self) -> tuple[int, ...]:
        return tuple(peer_share(size) for size in range(len(self.size_costs)))

    def fit(self, mentor: int, members: Sequence[int], mentee: int) -> int:
        row = self.peers[mentee]
        worth = sum(row[other] for other in members)
        return self.worth[mentee][mentor] + self.shares[len(members)] * worth

    def fits(self, mentor: int, members: Sequence[int]) -> list[int]:
        return [self.fit(mentor, members, mentee) for mentee in members]

    def value(self, mentor: int, members: Sequence[int]) -> int:
        """What one group adds to Q, fairness left out."""
        return sum(self.fits(mentor, members)) - self.size_costs[len(members)]


def blocks(instance: Instance) -> Iterator[Block]:
    """The parts of the instance in which there is both a mentee and a mentor."""
    if instance.params.cross_discipline:
        parts = _cuts(instance)
    else:
        mentees, mentors = (
            _by_discipline(instance.mentees),
            _by_discipline(instance.mentors),
        )
        parts = [(mentees[name], mentors.get(name, ())) for name in sorted(mentees)]
    for part_mentees, part_mentors in parts:
        leads = [
            m for m in part_mentors if instance.limit(m) >= instance.params.min_size
        ]
        if part_mentees and leads:
            yield build(instance, part_mentees, leads)


def is_cut(instance: Instance) -> bool:
    """Whether disciplines mix among too many for one block."""
    return instance.params.cross_discipline and len(instance.mentees) > MOST_MIXED


def _cuts(instance: Instance) -> list[tuple[list[Person], list[Person]]]:
    """Everybody, or parts of which each holds mentors for its mentees.

    Neighbours in discipline stay together, and who is locked goes with the mentor.
    """
    count = -(-len(instance.mentees) // CUT) if is_cut(instance) else 1
    parts: list[tuple[list[Person], list[Person]]] = [([], []) for _ in range(count)]
    part_of: dict[str, int] = {}
    for people in (instance.mentees, instance.mentors):
        ordered = sorted(people, key=lambda person: (person.discipline, person.id))
        for index, person in enumerate(ordered):
            part_of[person.id] = index * count // len(ordered)
    for pin in instance.pins:
        if pin.kind == LOCK and {pin.mentee, pin.mentor} <= part_of.keys():
            part_of[pin.mentee] = part_of[pin.mentor]
    for side, people in enumerate((instance.mentees, instance.mentors)):
        for person in people:
            parts[part_of[person.id]][side].append(person)
    return parts


def _by_discipline(people: Iterable[Person]) -> dict[str, list[Person]]:
    by_discipline = defaultdict(list)
    for person in people:
        by_discipline[person.discipline].append(person)
    return by_discipline


def build(
    instance: Instance, mentees: Sequence[Person], mentors: Sequence[Person]
) -> Block:
    params, weights, count = instance.params, instance.params.weights, len(mentees)
    people = [*mentees, *mentors]
    apart = pairs.apart(instance, mentees, people)
    mentor_worth = np.empty((count, len(mentors)), dtype=np.intc)
    peer_worth = np.empty((count, count), dtype=np.intc)
    place = worths.Places(instance, people)
    need, peer = worths.Needs(mentees, mentors), worths.Peers(mentees)

    def fill(first: int) -> None:
        rows = slice(first, min(count, first + STRIP))
        near = place.table(rows)
        worth = weights.need * need.table(rows)
        worth += weights.gap * worths.gap(instance, mentees[rows], mentors)
        worth += weights.mentor_place * near[:, count:].astype(np.int32)
        worth -= params.cross_penalty * pairs.cross(mentees[rows], mentors)
        mentor_worth[rows] = SHARE * worth
        peer_worth[rows] = weights.peer_need * peer.table(rows)
        peer_worth[rows] += weights.peer_place * near[:, :count].astype(np.int32)

    # Strip by strip, so that what is only needed meanwhile stays small.
    with ThreadPoolExecutor(WORKERS) as pool:
        deque(pool.map(fill, range(0, count, STRIP)), maxlen=0)
    np.fill_diagonal(peer_worth, 0)
    return Block(
        mentees=tuple(mentee.id for mentee in mentees),
        mentors=tuple(mentor.id for mentor in mentors),
        limits=tuple(instance.limit(mentor) for mentor in mentors),
        locked=tuple(mentee.id in instance.locks for mentee in mentees),
        min_size=params.min_size,
        mentor_worth=mentor_worth,
        peer_worth=peer_worth,
        apart=apart[:, :count],
        barred=apart[:, count:] | pairs.pinned(instance, mentees, mentors),
        size_costs=tuple(
            size_cost(instance, size) for size in range(params.max_size + 1)
        ),
    )


def _rows(table: np.ndarray) -> list[Sequence[int]]:
    if table.size <= FEW_CELLS:
        return table.tolist()
    return [memoryview(row) for row in table]


def _bits(row: np.ndarray) -> int:
    return int.from_bytes(np.packbits(row, bitorder="little").tobytes(), "little")
