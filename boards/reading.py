"""Boards from the rows of compositions."""

from django.db.models import BigIntegerField, F, Q, TextField, Value
from django.db.models.functions import Cast

from boards.board import AWAY, PARTS, Board, pair
from boards.models import Away, Column, Pin, Placement


def read_board(composition) -> Board:
    """One query."""
    return read_boards([composition], of=PARTS)[composition.pk]


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
    return read_boards([composition], of=within, within=within)[composition.pk]


def read_boards(compositions, of=("columns", "seats"), within=None) -> dict[int, Board]:
    """These parts of several; by the key of each, in one query.

    Of each part the rows `within` that.
    """
    boards = {composition.pk: Board() for composition in compositions}
    within = within or {}
    rows = [ROWS[part](part, boards).filter(within.get(part, Q())) for part in of]
    first, *rest = rows
    rows = first.union(*rest, all=True) if rest else first
    for part, pk, key, other, words, _row in rows.order_by("part", "row"):
        into = getattr(boards[pk], part)
        if part == "pins":
            into[pair(key, other)] = words
        else:
            into[str(key)] = str(other) if part == "seats" else words
    return boards


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
