"""The board as plain data: which groups there are, who sits where, and what is pinned.

A change is JSON: for columns, seats and pins, per key what was and what came, None
standing for nothing. Whatever is done on the board is such a change, so that every
step can be taken back.
"""

from collections import defaultdict
from dataclasses import dataclass, field

PARTS = ("columns", "seats", "pins", "away")
AWAY = "away"


@dataclass
class Board:
    """`columns`: mentor to reason; `seats`: mentee to mentor; `pins`: pair to kind;
    `away`: mentors who are not available, to "away".

    Keys are those of participations as text; a pair is "mentee:mentor".
    """

    columns: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    pins: dict[str, str] = field(default_factory=dict)
    away: dict[str, str] = field(default_factory=dict)

    def mentees_of(self, mentor) -> list[str]:
        return [mentee for mentee, at in self.seats.items() if at == mentor]

    def by_mentor(self) -> dict[str, list[str]]:
        """Of every group its mentees."""
        groups = {mentor: [] for mentor in self.columns}
        for mentee, mentor in self.seats.items():
            groups[mentor].append(mentee)
        return groups

    def keys(self) -> list[str]:
        """Everybody who is on the board."""
        return [*self.columns, *self.seats, *self.away]

    def copy(self) -> "Board":
        return Board(*(dict(getattr(self, part)) for part in PARTS))


def pair(mentee, mentor) -> str:
    return f"{mentee}:{mentor}"


def difference(before: Board, after: Board) -> dict:
    """The change from one to the other; empty when there is none."""
    change = {}
    for part in PARTS:
        was, comes = getattr(before, part), getattr(after, part)
        keys = [*was, *(key for key in comes if key not in was)]
        changed = {
            key: [was.get(key), comes.get(key)]
            for key in keys
            if was.get(key) != comes.get(key)
        }
        if changed:
            change[part] = changed
    return change


def inverse(change: dict) -> dict:
    return {
        part: {key: [comes, was] for key, (was, comes) in changed.items()}
        for part, changed in change.items()
    }


def named(change: dict) -> set[str]:
    """Everybody whom a change is about."""
    seats, pins = change.get("seats", {}), change.get("pins", {})
    keys = {key for mentee, mentors in seats.items() for key in (mentee, *mentors)}
    keys |= {key for both in pins for key in both.split(":")}
    return (keys | {*change.get("columns", ()), *change.get("away", ())}) - {None}


def in_the_way(board: Board, change: dict) -> dict[str, set[str]]:
    """By part the keys for which the change cannot be made on this board.

    They are not as it says they were, or the board would not hold together.
    """
    conflicts = defaultdict(set)
    for part, entries in change.items():
        now = getattr(board, part)
        conflicts[part] = {
            key for key, (was, _) in entries.items() if now.get(key) != was
        }
    after = board.copy()
    carry_out(after, change)
    moved, formed = change.get("seats", {}), change.get("columns", {})
    for mentee, mentor in after.seats.items():
        if mentor not in after.columns and mentee in moved:
            conflicts["columns"].add(mentor)
        elif mentor not in after.columns:
            conflicts["seats"].add(mentee)
    for mentor in after.columns.keys() & after.away.keys():
        conflicts["away" if mentor in formed else "columns"].add(mentor)
    return {part: keys for part, keys in conflicts.items() if keys}


def carry_out(board: Board, change: dict) -> None:
    """Make the change on this very board."""
    for part, entries in change.items():
        for key, (_was, comes) in entries.items():
            if comes is None:
                getattr(board, part).pop(key, None)
            else:
                getattr(board, part)[key] = comes
