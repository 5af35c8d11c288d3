"""The board as plain data: which groups there are, who sits where, and what is pinned.

A change is JSON: for columns, seats and pins, per key what was and what came, None
standing for nothing. Whatever is done on the board is such a change, so that every
step can be taken back.
"""

from dataclasses import dataclass, field

from django.db.models import Q

from groups.models import Away, Column, Pin, Placement

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
    """Four queries."""
    columns = composition.columns.order_by("pk").values_list(
        "mentor_id", "cross_discipline_reason"
    )
    seats = composition.placements.order_by("pk").values_list(
        "mentee_id", "column__mentor_id"
    )
    pins = composition.pins.order_by("pk").values_list("mentee_id", "mentor_id", "kind")
    away = composition.away.order_by("pk").values_list("mentor_id", flat=True)
    return Board(
        {str(mentor): reason for mentor, reason in columns},
        {str(mentee): str(mentor) for mentee, mentor in seats},
        {pair(mentee, mentor): kind for mentee, mentor, kind in pins},
        {str(mentor): AWAY for mentor in away},
    )


def read_all(compositions) -> dict[int, Board]:
    """Who sits where on several, without pins; two queries."""
    found = {one.pk: Board() for one in compositions}
    columns = Column.objects.filter(composition__in=found).order_by("pk")
    for pk, mentor, reason in columns.values_list(
        "composition_id", "mentor_id", "cross_discipline_reason"
    ):
        found[pk].columns[str(mentor)] = reason
    seats = Placement.objects.filter(composition__in=found).order_by("pk")
    for pk, mentee, mentor in seats.values_list(
        "composition_id", "mentee_id", "column__mentor_id"
    ):
        found[pk].seats[str(mentee)] = str(mentor)
    return found


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
