"""Texts of before this room: brought over by the host, with `manage.py seal_anew`.

In a superuser's role, since nobody else sees all rows, and with the master keys: each
word is opened where it lay and sealed where it lies from now on. Each row comes over in
a transaction of its own, so that it may be interrupted and run again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models, transaction

from spaces.acting import acting_as, current_actor
from spaces.fields import sealed_fields
from spaces.keys import wrapped_keys
from spaces.sealing import CannotOpen
from spaces.unopened import Unopened
from writing.models import Revision, Text, Waiting, Writers


@dataclass(frozen=True, kw_only=True)
class FormerText:
    """One text of a row of before, in the space of that row.

    `author` and `at` where they are not those of the whole row.
    """

    kind: str
    key: str
    body: str
    title: str = ""
    writers: str = Writers.AUTHOR
    author: models.Model | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Former:
    """A model that held words itself; `texts` of a row yields its `FormerText`.

    `author` and `at` are the fields that say who wrote it and when it last changed. Its
    rows go when their words are brought over; where they hold other things, `empties`
    names the fields that are emptied instead.
    """

    model: type[models.Model]
    texts: Callable
    author: str = "author"
    at: str = "changed_at"
    empties: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.model._meta.label


@dataclass
class Brought:
    """How many rows and texts came over; `closed` names the rows that do not open."""

    rows: int = 0
    texts: int = 0
    closed: list[str] = field(default_factory=list)


@cache
def formers() -> dict[str, Former]:
    """Each room's, by the label of its model."""
    by_label = {}
    for room in settings.TEXTS:
        for former in getattr(import_module(room), "FORMER", []):
            by_label[former.label] = former
    return by_label


def refuse_waiting() -> None:
    """Raise ImproperlyConfigured while texts wait: a page would not show them."""
    if waiting := ", ".join(map(str, Waiting.objects.order_by("pk"))):
        raise ImproperlyConfigured(
            f"Texts of an earlier version wait to be brought over: {waiting}. "
            "Run `manage.py seal_anew` first."
        )


def bring_over(*, tell=lambda words: None, without_closed=False) -> Brought:
    """Make texts of all rows that wait. What does not open stays, and waits on.

    Given up `without_closed`, such rows stay as they are and nobody waits for them.
    """
    brought = Brought()
    for waiting in Waiting.objects.order_by("pk"):
        before = brought.rows, len(brought.closed)
        _bring(formers()[waiting.model], brought)
        tell(f"{waiting.model}: {brought.rows - before[0]} rows brought over.")
        if without_closed or len(brought.closed) == before[1]:
            waiting.delete()
    return brought


def _bring(former, brought):
    """The oldest first: where several become one text, the last one is how it reads."""
    rows = former.model._base_manager.order_by(former.at, "pk")
    for pk in list(rows.values_list("pk", flat=True)):
        _bring_row(former, pk, brought)


def _bring_row(former, pk, brought):
    with transaction.atomic():
        # Run twice at once, the second finds the row brought over.
        row = former.model._base_manager.select_for_update(no_key=True).get(pk=pk)
        author = getattr(row, former.author)
        with acting_as(author):
            try:
                texts = _opened(former, row)
            except CannotOpen:
                brought.closed.append(f"{former.label} {row.pk}")
                return
            for words in texts:
                at = words.at or getattr(row, former.at)
                _make(words, row, words.author or author, at)
            if former.empties:
                _empty(former, row)
            else:
                row.delete()
    brought.rows += bool(texts) or not former.empties
    brought.texts += len(texts)


def _opened(former, row) -> list[FormerText]:
    """The words of a row, of which each has opened; raises CannotOpen."""
    with connection.cursor() as cursor:
        where = "WHERE datakey.space_id = %s"
        current_actor().wrapped.update(
            {key.space.id: key for key in wrapped_keys(cursor, where, [row.space_id])}
        )
    for sealed_field in sealed_fields(former.model):
        if isinstance(getattr(row, sealed_field.attname), Unopened):
            raise CannotOpen(f"{sealed_field} of {row.pk}")
    kept = former.texts(row)
    # A row that stays yields nothing once its words have gone.
    return [text for text in kept if text.title or text.body or not former.empties]


def _make(words, row, author, at):
    """A text with one revision; where there is one already, its next."""
    texts = Text.objects.of_kind(words.kind).about(words.key)
    texts = texts.filter(space_id=row.space_id, writers=words.writers)
    if words.writers == Writers.AUTHOR:
        texts = texts.written_by(author)
    text = texts.first()
    is_new = text is None
    if is_new:
        text = Text(kind=words.kind, key=words.key, author=author, created_at=at)
        text.space_id, text.writers = row.space_id, words.writers
    base, text.head = text.head, uuid4()
    text.title, text.body, text.changed_at = words.title, words.body, at
    text.save(force_insert=is_new)
    Revision.objects.create(
        pk=text.head,
        text=text,
        author=author,
        space_id=row.space_id,
        based_on=base,
        title=words.title,
        body=words.body,
        saved_at=at,
    )


def _empty(former, row):
    for name in former.empties:
        setattr(row, name, "")
    row.save(update_fields=[*former.empties])
