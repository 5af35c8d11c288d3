"""Kinds of text as a room would list them: one for others, one that all write."""

from uuid import UUID

from groups.models import Seat
from sessions.models import Kept
from spaces.models import Member
from writing.bringing import Former, FormerText
from writing.kinds import TextKind, TextPlace
from writing.textforms import TitledForm
from writing.writers import Writers


def letter_place(person, key):
    """A mentor writes letters."""
    return TextPlace() if Seat.objects.held().mentors().of(person).exists() else None


def board_place(person, key):
    """The key is the space; its members write it."""
    if not Member.objects.filter(space=key, person=person, left_at=None).exists():
        return None
    return TextPlace(UUID(key), writers=Writers.MEMBERS)


def card_place(person, key):
    """The key is the space; each of its members writes one, face down."""
    if not Member.objects.filter(space=key, person=person, left_at=None).exists():
        return None
    return TextPlace(UUID(key), face_down=True)


KINDS = [
    TextKind(
        name="letter",
        heading=lambda text: "A letter",
        address=lambda key: f"/letters/{key}/",
        read_at=lambda key: f"/letters/{key}/read/",
        place=letter_place,
        form=TitledForm,
    ),
    TextKind(
        name="board",
        heading=lambda text: "A board",
        address=lambda key: f"/boards/{key}/",
        place=board_place,
    ),
    TextKind(
        name="card",
        heading=lambda text: "A card",
        address=lambda key: f"/cards/{key}/",
        place=card_place,
    ),
]

FORMER = [
    Former(
        model=Kept,
        at="kept_at",
        texts=lambda row: [
            FormerText(
                kind="letter", key=f"{row.group_id}", title="Kept", body=row.words
            )
        ],
    )
]
