"""The board as plain data: which groups there are, who sits where, and what is pinned.

A change is JSON: for columns, seats and pins, per key what was and what came, None
standing for nothing. Whatever is done on the board is such a change, so that every
step can be taken back.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, F, Q, TextField, Value
from django.db.models.functions import Cast

from boards.models import Away, Column, Pin, Placement

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
        found = {mentor: [] for mentor in self.columns}
        for mentee, mentor in self.seats.items():
            found[mentor].append(mentee)
        return found

    def keys(self) -> list[str]:
        """Everybody who is on the board."""
        return [*self.columns, *self.seats, *self.away]

    def copy(self) -> "Board":
        return Board(*(dict(getattr(self, part)) for part in PARTS))


def pair(mentee, mentor) -> str:
    return f"{mentee}:{mentor}"


def read(composition) -> Board:
    """One query."""
    return read_all([composition], of=PARTS)[composition.pk]


def read_near(composition, mentee, most) -> Board:
    """So many of its groups that may suit the mentee, and what pins are theirs; a query.

    With the group where they sit.
    """
    near = composition.columns.fitting_first(mentee).values("pk")[:most]
    within = {
        "columns": Q(pk__in=near),
        "seats": Q(column__in=near),
        "pins": Q(mentee=mentee),
    }
    return read_all([composition], of=within, within=within)[composition.pk]


def read_all(compositions, of=("columns", "seats"), within=None) -> dict[int, Board]:
    """These parts of several; by the key of each, in one query.

    Of each part the rows `within` that.
    """
    found = {one.pk: Board() for one in compositions}
    within = within or {}
    rows = [ROWS[part](part, found).filter(within.get(part, Q())) for part in of]
    first, *rest = rows
    rows = first.union(*rest, all=True) if rest else first
    for part, pk, key, other, words, _row in rows.order_by("part", "row"):
        into = getattr(found[pk], part)
        if part == "pins":
            into[pair(key, other)] = words
        else:
            into[str(key)] = str(other) if part == "seats" else words
    return found


def _rows(model, key, other=None, words=None):
    """Of which composition each row is, its keys and its words, as those of all parts."""
    nobody = Value(None, BigIntegerField())
    other = nobody if other is None else F(other)
    words = Cast(words, TextField()) if words else Value(AWAY, TextField())

    def rows(part, compositions):
        marked = model.objects.filter(composition__in=compositions).annotate(
            part=Value(part, TextField()), other=other, words=words, row=F("pk")
        )
        return marked.order_by().values_list(
            "part", "composition_id", key, "other", "words", "row"
        )

    return rows


ROWS = {
    "columns": _rows(Column, "mentor_id", words="cross_discipline_reason"),
    "seats": _rows(Placement, "mentee_id", "column__mentor"),
    "pins": _rows(Pin, "mentee_id", "mentor", "kind"),
    "away": _rows(Away, "mentor_id"),
}


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
    found = defaultdict(set)
    for part, entries in change.items():
        now = getattr(board, part)
        found[part] = {key for key, (was, _) in entries.items() if now.get(key) != was}
    after = board.copy()
    carry_out(after, change)
    moved, formed = change.get("seats", {}), change.get("columns", {})
    for mentee, mentor in after.seats.items():
        if mentor not in after.columns and mentee in moved:
            found["columns"].add(mentor)
        elif mentor not in after.columns:
            found["seats"].add(mentee)
    for mentor in after.columns.keys() & after.away.keys():
        found["away" if mentor in formed else "columns"].add(mentor)
    return {part: keys for part, keys in found.items() if keys}


def carry_out(board: Board, change: dict) -> None:
    """Make the change on this very board."""
    for part, entries in change.items():
        for key, (_was, comes) in entries.items():
            if comes is None:
                getattr(board, part).pop(key, None)
            else:
                getattr(board, part)[key] = comes


def write(composition, change: dict) -> None:
    """Carry a change out in the database, in a constant number of queries."""
    columns, seats, pins, away = (change.get(part, {}) for part in PARTS)
    Placement.objects.filter(composition=composition, mentee__in=list(seats)).delete()
    gone = [mentor for mentor, (_was, comes) in columns.items() if comes is None]
    Column.objects.filter(composition=composition, mentor__in=gone).delete()
    _write_columns(composition, columns)
    _write_seats(composition, seats)
    _write_pins(composition, pins)
    _write_away(composition, away)


def _write_columns(composition, columns):
    Column.objects.bulk_create(
        [
            Column(
                composition=composition,
                mentor_id=int(mentor),
                cross_discipline_reason=comes,
            )
            for mentor, (_was, comes) in columns.items()
            if comes is not None
        ],
        update_conflicts=True,
        unique_fields=["composition", "mentor"],
        update_fields=["cross_discipline_reason"],
    )


def _write_seats(composition, seats):
    wanted = {mentor for _was, mentor in seats.values() if mentor is not None}
    columns = Column.objects.filter(composition=composition, mentor__in=wanted)
    ids = {str(mentor): pk for mentor, pk in columns.values_list("mentor", "pk")}
    Placement.objects.bulk_create(
        Placement(composition=composition, mentee_id=int(mentee), column_id=ids[mentor])
        for mentee, (_was, mentor) in seats.items()
        if mentor is not None
    )


def _write_pins(composition, pins):
    if not pins:
        return
    either = Q()
    for key in pins:
        mentee, mentor = key.split(":")
        either |= Q(mentee=mentee, mentor=mentor)
    Pin.objects.filter(either, composition=composition).delete()
    Pin.objects.bulk_create(
        Pin(
            composition=composition,
            mentee_id=int(key.split(":")[0]),
            mentor_id=int(key.split(":")[1]),
            kind=kind,
        )
        for key, (_was, kind) in pins.items()
        if kind is not None
    )


def _write_away(composition, away):
    if not away:
        return
    Away.objects.filter(composition=composition, mentor__in=list(away)).delete()
    Away.objects.bulk_create(
        Away(composition=composition, mentor_id=int(mentor))
        for mentor, (_was, comes) in away.items()
        if comes is not None
    )
