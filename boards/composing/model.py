"""The composing problem as plain data: who takes part, and who sits with whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

MENTEE = "mentee"
MENTOR = "mentor"
LOCK = "lock"
FORBID = "forbid"


class FormatError(ValueError):
    """The input is not a composing problem; the message names the place."""


@dataclass(frozen=True)
class Weights:
    """What each term of a mentee's fit weighs; the five sum to 100."""

    need: int = 50
    gap: int = 10
    mentor_place: int = 10
    peer_need: int = 20
    peer_place: int = 10


@dataclass(frozen=True)
class Params:
    """A programme's settings: group sizes (R1), thresholds (R3) and weights."""

    min_size: int = 4
    max_size: int = 6
    preferred_size: int = 5
    overlap_months: int = 6
    overlap_hours: int = 12
    seniority_gap: int = 5
    cross_discipline: bool = False
    cross_penalty: int = 15000
    weights: Weights = Weights()
    size_penalty: int = 600000
    fairness_percent: int = 10

    def __post_init__(self):
        if not 2 <= self.min_size <= self.max_size:
            raise FormatError("params: 2 <= min_size <= max_size does not hold")
        if self.seniority_gap < 1:
            raise FormatError("params: seniority_gap must be at least 1 year")


@dataclass(frozen=True)
class Stint:
    """Work on a project: months counted as 12 * year + month, both inclusive."""

    project: str
    start: int
    end: int
    hours: int


@dataclass(frozen=True)
class Person:
    """A mentor or mentee; an empty team or location is shared with nobody."""

    id: str
    role: str
    discipline: str
    team: str = ""
    location: str = ""
    languages: frozenset[str] = frozenset()
    seniority: int = 0
    manager: str | None = None
    projects: tuple[Stint, ...] = ()
    needs: Mapping[str, int] = field(default_factory=dict)
    expertise: Mapping[str, int] = field(default_factory=dict)
    max_group: int = 6


@dataclass(frozen=True)
class Pin:
    """A coordinator's wish: `lock` a mentee to a mentor, or `forbid` the pair."""

    mentee: str
    mentor: str
    kind: str

    def __post_init__(self):
        if self.kind not in (LOCK, FORBID):
            raise FormatError(f"pins: {self.kind!r} is neither lock nor forbid")


@dataclass(frozen=True, eq=False)
class Instance:
    """One composing problem; `locations` maps a location to its region."""

    id: str
    people: tuple[Person, ...]
    params: Params = Params()
    locations: Mapping[str, str] = field(default_factory=dict)
    exclusions: tuple[tuple[str, str], ...] = ()
    pins: tuple[Pin, ...] = ()

    def __post_init__(self):
        if len(self.by_id) != len(self.people):
            raise FormatError("people: two people have the same id")
        for person in self.people:
            if person.role not in (MENTOR, MENTEE):
                raise FormatError(f"people: {person.id} is neither mentor nor mentee")

    @cached_property
    def by_id(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def mentees(self) -> tuple[Person, ...]:
        """In the order of their ids, so that the order of the input means nothing."""
        mentees = (person for person in self.people if person.role == MENTEE)
        return tuple(sorted(mentees, key=lambda person: person.id))

    @cached_property
    def mentors(self) -> tuple[Person, ...]:
        mentors = (person for person in self.people if person.role == MENTOR)
        return tuple(sorted(mentors, key=lambda person: person.id))

    @cached_property
    def locks(self) -> dict[str, frozenset[str]]:
        """Per locked mentee the mentors it is locked to."""
        locks: dict[str, set[str]] = {}
        for pin in self.pins:
            if pin.kind == LOCK:
                locks.setdefault(pin.mentee, set()).add(pin.mentor)
        return {mentee: frozenset(mentors) for mentee, mentors in locks.items()}

    @cached_property
    def forbidden(self) -> frozenset[tuple[str, str]]:
        """Pairs of mentee and mentor that are kept apart."""
        return frozenset(
            (pin.mentee, pin.mentor) for pin in self.pins if pin.kind == FORBID
        )

    @cached_property
    def excluded(self) -> frozenset[frozenset[str]]:
        return frozenset(frozenset(pair) for pair in self.exclusions)

    def limit(self, mentor: Person) -> int:
        """The largest group this mentor may lead."""
        return min(self.params.max_size, mentor.max_group)


@dataclass(frozen=True)
class Group:
    mentor: str
    mentees: tuple[str, ...]


@dataclass(frozen=True)
class Unplaced:
    """A mentee without a group, why, and what that claim rests on."""

    mentee: str
    reason: str
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Solution:
    instance: str
    groups: tuple[Group, ...]
    unplaced: tuple[Unplaced, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
