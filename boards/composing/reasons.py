"""Why a mentee has no group: only claims that are proven (section 4).

The proofs hold for every solution, not just for the one at hand.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from . import rules
from .block import Block, build
from .capacity import has_group, most_places
from .model import FORBID, Group, Instance, Person, Unplaced

NOT_PROVEN = "not_proven"

NEAR_MENTORS = 5


def explain_unplaced(
    instance: Instance,
    groups: Iterable[Group],
    mentees: Iterable[str] | None = None,
    blocks: Iterable[Block] = (),
) -> tuple[Unplaced, ...]:
    """A checked reason for everybody the groups leave out; `blocks` need no building."""
    groups = tuple(groups)
    placed = {mentee for group in groups for mentee in group.mentees}
    left = [person for person in instance.mentees if person.id not in placed]
    if not left:
        return ()
    inquiry = Inquiry(instance, groups, blocks)
    wanted = None if mentees is None else set(mentees)
    return tuple(inquiry.reason(p) for p in left if wanted is None or p.id in wanted)


class Inquiry:
    """Looks for proofs, sharing what they have in common."""

    def __init__(
        self,
        instance: Instance,
        groups: tuple[Group, ...],
        blocks: Iterable[Block] = (),
    ):
        self.instance = instance
        self.groups = groups
        self.known = {block.mentees: block for block in blocks}

    def reason(self, mentee: Person) -> Unplaced:
        for claim in (
            self.lock_conflict,
            self.no_compatible_mentor,
            self.no_viable_group,
            self.capacity,
            self.hall,
        ):
            evidence = claim(mentee)
            if evidence is not None:
                return Unplaced(mentee.id, claim.__name__, evidence)
        return Unplaced(mentee.id, NOT_PROVEN, {"blockers": self.blockers(mentee)})

    @cached_property
    def tables(self) -> dict[str | None, Block]:
        """Per part all its mentees and all its mentors, also those with few places."""
        parts: dict[str | None, tuple[list[Person], list[Person]]] = {}
        for mentee in self.instance.mentees:
            parts.setdefault(self._part(mentee), ([], []))[0].append(mentee)
        for mentor in self.instance.mentors:
            if self._part(mentor) in parts:
                parts[self._part(mentor)][1].append(mentor)
        return {
            part: self._table(mentees, mentors)
            for part, (mentees, mentors) in parts.items()
        }

    def _table(self, mentees: list[Person], mentors: list[Person]) -> Block:
        known = self.known.get(tuple(mentee.id for mentee in mentees))
        if known and len(known.mentors) == len(mentors):
            return known
        return build(self.instance, mentees, mentors)

    @cached_property
    def compatible(self) -> "_Compatible":
        return _Compatible(self.tables.values())

    def _part(self, person: Person) -> str | None:
        return None if self.instance.params.cross_discipline else person.discipline

    def _limit(self, mentor: str) -> int:
        return self.instance.limit(self.instance.by_id[mentor])

    def lock_conflict(self, mentee: Person) -> dict | None:
        instance = self.instance
        locks = instance.locks.get(mentee.id)
        if not locks:
            return None
        if len(locks) > 1:
            return {"rule": "several_locks", "mentors": sorted(locks)}
        (mentor_id,) = locks
        if (mentee.id, mentor_id) in instance.forbidden:
            return {"rule": FORBID, "other": mentor_id}
        mentor = instance.by_id.get(mentor_id)
        if mentor is None:
            return None
        fellows = [
            person
            for person in instance.mentees
            if instance.locks.get(person.id) == locks and person is not mentee
        ]
        for other in [mentor, *fellows]:
            broken = rules.pair_breaks(instance, mentee, other)
            if broken:
                return {"rule": broken[0], "other": other.id}
        if len(fellows) + 1 > instance.limit(mentor):
            return {
                "rule": "group_full",
                "other": mentor_id,
                "locked": len(fellows) + 1,
            }
        return None

    def no_compatible_mentor(self, mentee: Person) -> dict | None:
        if self.compatible[mentee.id]:
            return None
        broken: Counter[str] = Counter()
        for mentor in self.instance.mentors:
            broken.update(rules.mentor_breaks(self.instance, mentee, mentor)[:1])
        return {"blocked_by": dict(broken)}

    def no_viable_group(self, mentee: Person) -> dict | None:
        block = self.tables[self._part(mentee)]
        if has_group(block, block.mentees.index(mentee.id)):
            return None
        return {"mentors": self.compatible[mentee.id]}

    def capacity(self, mentee: Person) -> dict | None:
        able, most = self._capacities[self._part(mentee)]
        if mentee.id in able and most < len(able):
            return {
                "discipline": self._part(mentee),
                "mentees": len(able),
                "places": most,
            }
        return None

    @cached_property
    def _capacities(self) -> dict[str | None, tuple[set[str], int]]:
        capacities = {}
        for part, block in self.tables.items():
            rows = np.flatnonzero(~block.barred.all(axis=1)).tolist()
            able = {block.mentees[row] for row in rows}
            most = most_places(block.min_size, len(able), block.limits)
            capacities[part] = able, most
        return capacities

    def hall(self, mentee: Person) -> dict | None:
        crowd = self._crowds.get(self._part(mentee), frozenset()) | {mentee.id}
        places = self._crowd_places(crowd)
        if places < len(crowd):
            return {"mentees": sorted(crowd), "places": places}
        return None

    def _crowd_places(self, crowd: Iterable[str]) -> int:
        """The seats open to a set of mentees: one per team and group at most."""
        teams: dict[str, set[str]] = {}
        for mentee in crowd:
            for mentor in self.compatible[mentee]:
                teams.setdefault(mentor, set()).add(_team(self.instance.by_id[mentee]))
        return sum(min(self._limit(mentor), len(own)) for mentor, own in teams.items())

    @cached_property
    def _crowds(self) -> dict[str | None, frozenset[str]]:
        """Per part the largest set of mentees that lacks the most seats."""
        return {part: self._crowd(block) for part, block in self.tables.items()}

    def _crowd(self, block: Block) -> frozenset[str]:
        """The source side of a largest minimum cut: who cannot reach a free seat."""
        able = [mentee for mentee in block.mentees if self.compatible[mentee]]
        seats = _Seats(self, able)
        for mentee in able:
            seats.take(mentee)
        return frozenset(mentee for mentee in able if not seats.reaches_room(mentee))

    def blockers(self, mentee: Person) -> list[dict]:
        """What is in the way at the mentors nearest to taking this mentee."""
        seated = {group.mentor: group.mentees for group in self.groups}
        near = []
        for mentor in self.compatible[mentee.id]:
            others = seated.get(mentor, ())
            broken = rules.breaks(self.instance, mentee.id, mentor, others)
            breaks = [{"rule": b.rule, "other": b.other} for b in broken]
            if not others:
                breaks = [{"rule": "no_group", "other": None}]
            near.append({"mentor": mentor, "broken": breaks})
        near.sort(key=lambda blocker: (len(blocker["broken"]), blocker["mentor"]))
        return near[:NEAR_MENTORS]


class _Compatible(dict):
    """Per mentee the mentors that break no pair rule and no pin with it."""

    def __init__(self, blocks: Iterable[Block]):
        super().__init__()
        self.rows = {
            mentee: (block, row)
            for block in blocks
            for row, mentee in enumerate(block.mentees)
        }

    def __missing__(self, mentee: str) -> list[str]:
        block, row = self.rows[mentee]
        columns = np.flatnonzero(~block.barred[row]).tolist()
        return self.setdefault(mentee, [block.mentors[column] for column in columns])


class _Seats:
    """A largest assignment of mentees to seats, one per team and mentor."""

    def __init__(self, inquiry: Inquiry, mentees: list[str]):
        by_id = inquiry.instance.by_id
        self.compatible = inquiry.compatible
        self.team = {mentee: _team(by_id[mentee]) for mentee in mentees}
        mentors = {mentor for mentee in mentees for mentor in self.compatible[mentee]}
        self.limit = {mentor: inquiry._limit(mentor) for mentor in mentors}
        self.taken: dict[str, dict[str, str]] = {mentor: {} for mentor in mentors}
        self.at: dict[str, str] = {}
        # Nobody whom a failed search met can ever get further.
        self.stuck: set[str] = set()

    def take(self, mentee: str) -> bool:
        """Seat one more, moving others along an augmenting path."""
        moves = self._path(mentee)
        for mover, _ in moves:
            if mover in self.at:
                del self.taken[self.at.pop(mover)][self.team[mover]]
        for mover, mentor in moves:
            self.taken[mentor][self.team[mover]] = mover
            self.at[mover] = mentor
        return bool(moves)

    def reaches_room(self, mentee: str) -> bool:
        return bool(self._path(mentee))

    def _path(self, mentee: str) -> list[tuple[str, str]]:
        if mentee in self.stuck:
            return []
        cause: dict[str, tuple[str, str] | None] = {mentee: None}
        queue = [mentee]
        for mover in queue:
            team = self.team[mover]
            for mentor in self.compatible[mover]:
                seats = self.taken[mentor]
                if team not in seats and len(seats) < self.limit[mentor]:
                    return _trace(cause, mover, mentor)
                # A mover displaces a team mate, else anybody.
                for leaver in [seats[team]] if team in seats else seats.values():
                    if leaver not in cause and leaver not in self.stuck:
                        cause[leaver] = (mover, mentor)
                        queue.append(leaver)
        self.stuck.update(cause)
        return []


def _trace(
    cause: dict[str, tuple[str, str] | None], mover: str, mentor: str
) -> list[tuple[str, str]]:
    moves = [(mover, mentor)]
    while (step := cause[mover]) is not None:
        mover = step[0]
        moves.append(step)
    return moves


def _team(person: Person) -> str:
    return person.team or f"\0{person.id}"
