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

from . import rules
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
    apart = _apart(instance, mentees, people)
    mentor_worth = np.empty((count, len(mentors)), dtype=np.intc)
    peer_worth = np.empty((count, count), dtype=np.intc)
    place = _Places(instance, people)
    need, peer = _Needs(mentees, mentors), _Peers(mentees)

    def fill(first: int) -> None:
        rows = slice(first, min(count, first + STRIP))
        near = place.table(rows)
        worth = weights.need * need.table(rows)
        worth += weights.gap * _gap(instance, mentees[rows], mentors)
        worth += weights.mentor_place * near[:, count:].astype(np.int32)
        worth -= params.cross_penalty * _cross(mentees[rows], mentors)
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
        barred=apart[:, count:] | _pinned(instance, mentees, mentors),
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


def _codes(values: Iterable[str], known: dict[str, int]) -> np.ndarray:
    """Numbers for names; an empty name gets a number that nobody shares."""
    codes = []
    for value in values:
        key = value or f"\0{len(known)}"
        codes.append(known.setdefault(key, len(known)))
    return np.array(codes, dtype=np.int32)


def _differ(a: Sequence[Person], b: Sequence[Person], name: str) -> np.ndarray:
    known: dict[str, int] = {}
    mine = _codes((getattr(person, name) for person in a), known)
    theirs = _codes((getattr(person, name) for person in b), known)
    return mine[:, None] != theirs[None, :]


def _cross(a: Sequence[Person], b: Sequence[Person]) -> np.ndarray:
    """Whose disciplines differ; having none is one too, unlike having no team."""
    known: dict[str, int] = {}
    mine, theirs = (
        np.array([known.setdefault(p.discipline, len(known)) for p in people])
        for people in (a, b)
    )
    return mine[:, None] != theirs[None, :]


def _topics(people: Sequence[Person], name: str, topics: dict[str, int]) -> np.ndarray:
    table = np.zeros((len(people), len(topics)), dtype=np.float32)
    for row, person in enumerate(people):
        for topic, level in getattr(person, name).items():
            if topic in topics:
                table[row, topics[topic]] = level
    return table


def _need_topics(mentees: Sequence[Person]) -> dict[str, int]:
    names = sorted({topic for mentee in mentees for topic in mentee.needs})
    return {name: column for column, name in enumerate(names)}


def _product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    # Floats reach the fast matrix product; such small integers stay exact in them.
    return (a @ b.T).astype(np.int32)


class _Needs:
    """How far mentors cover what mentees need."""

    def __init__(self, mentees: Sequence[Person], mentors: Sequence[Person]):
        topics = _need_topics(mentees)
        self.needs = _topics(mentees, "needs", topics)
        self.expertise = _topics(mentors, "expertise", topics)

    def table(self, rows: slice) -> np.ndarray:
        totals = self.needs[rows].sum(axis=1, keepdims=True).astype(np.int32)
        met = _product(self.needs[rows], self.expertise)
        return 1000 * met // np.where(totals > 0, 3 * totals, 1)


def _gap(
    instance: Instance, mentees: Sequence[Person], mentors: Sequence[Person]
) -> np.ndarray:
    mine = np.array([mentee.seniority for mentee in mentees], dtype=np.int32)
    theirs = np.array([mentor.seniority for mentor in mentors], dtype=np.int32)
    years = theirs[None, :] - mine[:, None]
    return np.clip(1000 * years // instance.params.seniority_gap, 0, 1000)


class _Peers:
    """Weighted Jaccard of the needs."""

    def __init__(self, mentees: Sequence[Person]):
        needs = _topics(mentees, "needs", _need_topics(mentees))
        self.totals = needs.sum(axis=1).astype(np.int32)
        # min(w, v) is the number of levels that both reach.
        levels = range(1, int(needs.max(initial=0)) + 1)
        reached = [needs >= level for level in levels]
        self.reached = np.hstack([*reached, needs[:, :0]]).astype(np.float32)

    def table(self, rows: slice) -> np.ndarray:
        shared = _product(self.reached[rows], self.reached)
        either = self.totals[rows, None] + self.totals[None, :] - shared
        return 1000 * shared // np.maximum(either, 1)


class _Places:
    """How near people are, and whether they share a language."""

    def __init__(self, instance: Instance, people: Sequence[Person]):
        known: dict[str, int] = {}
        self.location = _codes((person.location for person in people), known)
        regions = {
            place: f"in {at}" for place, at in instance.locations.items() if place
        }
        names = (regions.get(person.location, "") for person in people)
        self.region = _codes(names, {})
        spoken = sorted({name for person in people for name in person.languages})
        speaks = [[name in p.languages for name in spoken] for p in people]
        self.speaks = np.array(speaks, dtype=np.float32)
        self.speaks = self.speaks.reshape(len(people), len(spoken))

    def table(self, rows: slice) -> np.ndarray:
        near = (self.region[rows, None] == self.region) * np.int16(500)
        same = (self.location[rows, None] == self.location) * np.int16(1000)
        np.maximum(near, same, out=near)
        near += (self.speaks[rows] @ self.speaks.T > 0) * np.int16(1000)
        return near // np.int16(2)


def _apart(
    instance: Instance, mentees: Sequence[Person], people: Sequence[Person]
) -> np.ndarray:
    """Mentees against everybody: the rules H2 to H6, as in rules.py."""
    rows = len(mentees)
    apart = ~_differ(mentees, people, "team")
    if not instance.params.cross_discipline:
        apart |= _cross(mentees, people)
    at = {person.id: column for column, person in enumerate(people)}
    pairs = [(person.id, person.manager) for person in people if person.manager]
    pairs += [tuple(pair) for pair in instance.excluded if len(pair) == 2]
    pairs += _project_pairs(instance, people)
    for a, b in pairs:
        if a in at and b in at:
            for row, column in ((at[a], at[b]), (at[b], at[a])):
                if row < rows:
                    apart[row, column] = True
    apart[np.arange(rows), np.arange(rows)] = False
    return apart


def _project_pairs(
    instance: Instance, people: Sequence[Person]
) -> list[tuple[str, str]]:
    """Only colleagues of one project are compared, not everybody with everybody."""
    colleagues: dict[str, dict[str, Person]] = defaultdict(dict)
    for person in people:
        for stint in person.projects:
            if stint.hours >= instance.params.overlap_hours:
                colleagues[stint.project][person.id] = person
    pairs = set()
    for of_project in colleagues.values():
        members = list(of_project.values())
        for index, a in enumerate(members):
            for b in members[:index]:
                if (b.id, a.id) not in pairs and rules.project_breaks(instance, a, b):
                    pairs.add((b.id, a.id))
    return sorted(pairs)


def _pinned(
    instance: Instance, mentees: Sequence[Person], mentors: Sequence[Person]
) -> np.ndarray:
    column = {mentor.id: index for index, mentor in enumerate(mentors)}
    barred = np.zeros((len(mentees), len(mentors)), dtype=bool)
    for row, mentee in enumerate(mentees):
        locks = instance.locks.get(mentee.id)
        if locks is not None:
            barred[row, :] = True
            if len(locks) == 1:
                (mentor,) = locks
                if mentor in column:
                    barred[row, column[mentor]] = False
    for mentee, mentor in instance.forbidden:
        if mentor in column:
            rows = [row for row, person in enumerate(mentees) if person.id == mentee]
            for row in rows:
                barred[row, column[mentor]] = True
    return barred
