"""What changes on a board, into the rows of its composition."""

from django.db.models import Q

from boards.board import PARTS
from boards.models import Away, Column, Pin, Placement


def write_board(composition, change: dict) -> None:
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
