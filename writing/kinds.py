"""The kinds of text that people write; each room lists its own in `<room>/texts.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from spaces.models import Space
from writing.forms import TextForm


@dataclass(frozen=True)
class Place:
    """Where somebody writes a text: `pk` is the id that a new one is given."""

    space: Space
    pk: UUID | None = None


def nothing(text) -> None:
    """What most rooms do when a text is new."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of text. Its `name` lies in the rows, for good.

    `heading` of a text is what it is called above its versions; `address` of a key the
    page on which it is written. `place` says where a person, who acts, writes the text
    of a key; None when they may not, or there is no such thing. `started` makes what
    the room keeps beside a new text.
    """

    name: str
    heading: Callable
    address: Callable
    place: Callable
    form: type[TextForm] = TextForm
    started: Callable = nothing

    @property
    def has_title(self) -> bool:
        return "title" in self.form.base_fields


@cache
def kinds() -> dict[str, Kind]:
    """By name."""
    found = [kind for room in settings.TEXTS for kind in import_string(f"{room}.KINDS")]
    return {kind.name: kind for kind in found}
