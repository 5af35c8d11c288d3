"""The log of a meeting as texts: where it lies, and who reads it."""

from dataclasses import dataclass
from uuid import UUID

from people.models import Person
from sessions.log.texts import BROUGHT_IN, LEARNT, LOG
from sessions.session.keys import log_key, place_of_circle
from sessions.session.models.session import Session
from writing.boxes import Box, box_of
from writing.models import Text


@dataclass(frozen=True)
class Note:
    """What a circle reads of a meeting."""

    space_id: UUID
    brought_in: Text | None
    learnt: Text | None


@dataclass(frozen=True)
class Log:
    """All that `person`, who acts and writes the log, finds of it; one query."""

    session: Session
    person: Person
    texts: list[Text]

    @property
    def note(self) -> Note | None:
        return note_among(text for text in self.texts if not text.is_draft)

    @property
    def circle_id(self) -> UUID:
        """For whom the log is: a log of before stays with those who were there."""
        return self.note.space_id if self.note else self.session.group.circle_id

    def boxes(self, audience) -> list[Box]:
        """The two texts of the log, which its circle reads as they are typed.

        Each begins with what a mentor put before the circle, where one did.
        """
        place = place_of_circle(self.circle_id)
        here = [text for text in self.texts if text.space_id == self.circle_id]
        begun = {text.kind: text for text in here if text.is_shared}
        put = {text.kind: text for text in here if not text.is_shared}
        return [
            box_of(
                kind=kind,
                key=log_key(self.session, self.circle_id),
                person=self.person,
                text=begun.get(kind),
                place=place,
                audience=audience,
                put=put.get(kind),
                prefix=kind,
            )
            for kind in LOG
        ]

    @property
    def typed_alone(self) -> list[Text]:
        """What the person typed for themselves, and put before nobody."""
        put = {(text.kind, str(text.body)) for text in self.texts if not text.is_draft}
        return [
            text
            for text in self.texts
            if text.is_draft and text.body and (text.kind, str(text.body)) not in put
        ]


def log_of(session, person) -> Log:
    return Log(session, person, list(_texts_of(session, person).with_beside()))


def _texts_of(session, person):
    texts = Text.objects.visible_to(person).of_kinds(LOG).under(f"{session.pk}.")
    return texts.select_related("space").order_by("created_at")


def note_among(put) -> Note | None:
    """Of the texts of a log which circles read, the oldest first."""
    texts = list(put)
    if not texts:
        return None
    space_id = texts[0].space_id
    by_kind = {text.kind: text for text in texts if text.space_id == space_id}
    return Note(space_id, by_kind.get(BROUGHT_IN), by_kind.get(LEARNT))
