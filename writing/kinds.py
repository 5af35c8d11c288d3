"""The kinds of text that people write; each room lists its own in `<room>/texts.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from uuid import UUID

from django.conf import settings

from writing.textforms import TextForm
from writing.writers import Writers


@dataclass(frozen=True)
class TextPlace:
    """Where somebody writes a text: in that space, None: their own.

    `pk` is the id that a new one is given. With `writers` of members it is one text of
    all of them, who read along as it is typed. `face_down`: the others find nothing of
    it until its key is turned over (`Turned`).
    """

    space_id: UUID | None = None
    pk: UUID | None = None
    writers: str = Writers.AUTHOR
    face_down: bool = False

    @property
    def is_shared(self) -> bool:
        return self.writers == Writers.MEMBERS


def uuid_in(key: str) -> UUID | None:
    """The id that a key is, as ids are written here; None when it is none."""
    try:
        uuid = UUID(key)
    except ValueError:
        return None
    return uuid if str(uuid) == key else None


def number_in(key: str) -> int | None:
    """The same of a key that is a number; any of ours has fewer than ten digits."""
    if not (key.isascii() and key.isdecimal() and len(key) < 10):
        return None
    number = int(key)
    return number if str(number) == key else None


def as_it_stands(key: str, body: str) -> str:
    """How most texts are told."""
    return body


def as_posted(key: str, data, prefix: str) -> str | None:
    """Most texts have no fields of their own on a page."""


def nothing(text) -> None:
    """What most rooms do when a text is new."""


@dataclass(frozen=True, kw_only=True)
class TextKind:
    """One kind of text. Its `name` lies in the rows, for good.

    `heading` of a text is what it is called above its versions; `address` of a key the
    page on which it is written, `read_at` the one for those who only read it. `place`
    says where a person, who acts, writes the text of a key; None when they may not, or
    there is no such thing. `started` makes what the room keeps beside a new text.
    `told` says how a body reads for a person, where it is kept otherwise; `composed`
    makes it of the fields that a page sent, None when it sent none of them.
    `may_be_given`: who wrote it may let somebody read a copy, as it is about nobody
    else (R7).
    """

    name: str
    heading: Callable
    address: Callable
    place: Callable
    read_at: Callable | None = None
    form: type[TextForm] = TextForm
    started: Callable = nothing
    told: Callable = as_it_stands
    composed: Callable = as_posted
    may_be_given: bool = False

    @property
    def has_title(self) -> bool:
        return "title" in self.form.base_fields


@cache
def kinds() -> dict[str, TextKind]:
    """By name."""
    listed = [kind for room in settings.TEXTS for kind in import_module(room).KINDS]
    return {kind.name: kind for kind in listed}
