"""The log of a meeting as texts: where it lies, and who reads it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from sessions.texts import AGREEMENT, BROUGHT_IN, LEARNT, LOG, log_key
from writing.boxes import Box, box
from writing.models import Text


@dataclass(frozen=True)
class Note:
    """What was put before a circle of a meeting."""

    space_id: UUID
    brought_in: Text | None
    learnt: Text | None


def note_of(session, person) -> Note | None:
    """The log that `person`, who acts, reads; of several circles the first one's."""
    texts = Text.objects.published().visible_to(person).of_kinds(LOG)
    texts = list(texts.under(f"{session.pk}.").order_by("created_at"))
    if not texts:
        return None
    space_id = texts[0].space_id
    found = {one.kind: one for one in texts if one.space_id == space_id}
    return Note(space_id, found.get(BROUGHT_IN), found.get(LEARNT))


def circle_of(session, person) -> UUID:
    """For whom the log is: a log of before stays with those who were there."""
    note = note_of(session, person)
    return note.space_id if note else session.group.circle_id


def boxes_of(session, person) -> list[Box]:
    """The two texts of the log, for the mentor to write."""
    note = note_of(session, person)
    key = log_key(session, note.space_id if note else session.group.circle_id)
    puts = {BROUGHT_IN: note and note.brought_in, LEARNT: note and note.learnt}
    return [
        box(kind=kind, key=key, person=person, put=puts[kind], prefix=kind)
        for kind in LOG
    ]


def agreements_of(group) -> list[Text]:
    """What its circles agreed, of now and of before; the last words first."""
    here = Q(space=group.circle_id) | Q(space__in=group.former_circles.values("space"))
    texts = Text.objects.of_kind(AGREEMENT).filter(here).order_by("-changed_at")
    return [text for text in texts if text.body]


def typed_for_others(session, person) -> list[Text]:
    """What the person typed for another circle than the log is for, and never put."""
    key = log_key(session, circle_of(session, person))
    texts = Text.objects.of_kinds(LOG).under(f"{session.pk}.").written_by(person)
    texts = list(texts.select_related("space").order_by("created_at"))
    put = {(one.kind, one.key, str(one.body)) for one in texts if not one.is_draft}
    return [
        one
        for one in texts
        if one.is_draft
        and one.key != key
        and one.body
        and (one.kind, one.key, str(one.body)) not in put
    ]
