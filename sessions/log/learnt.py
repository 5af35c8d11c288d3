"""What is left of a meeting for each: what they take along, and learnt from whom."""

from dataclasses import dataclass
from uuid import UUID

from people.models import Person
from people.namesakes import tell_apart
from sessions.log.notes import Note, note_among
from sessions.log.texts import LEARNT_FROM, LOG, OF_EACH, TAKEN
from sessions.session.keys import log_key
from sessions.session.models.session import Session
from spaces.audience import Audience
from spaces.models import Member
from writing.boxes import Box, box_of
from writing.models import Text


@dataclass(frozen=True)
class LearntLines:
    """All lines of a meeting that `reader`, who acts, finds: of one circle.

    `people` are those in it who have a seat.
    """

    session: Session
    circle_id: UUID
    reader: Person
    people: list[Person]
    texts: list[Text]

    @property
    def key(self) -> str:
        return log_key(self.session, self.circle_id)

    def key_to(self, to: int) -> str:
        return f"{self.key}.{to}"

    @property
    def said(self) -> list[Text]:
        """What they learnt from each other, each with whom it is `to`; None: to all."""
        known = {person.pk: person for person in self.people}
        texts = self._put(LEARNT_FROM)
        for text in texts:
            text.to = known.get(int(text.key.rpartition(".")[2]))
        return texts

    @property
    def taken(self) -> list[Text]:
        """What they put before each other of what they take along."""
        return self._put(TAKEN)

    @property
    def own(self) -> Text | None:
        """What the reader takes along and reads alone."""
        drafts = [text for text in self.texts if text.is_draft and text.kind == TAKEN]
        put = {
            str(text.body) for text in self.taken if text.author_id == self.reader.pk
        }
        unput = (draft for draft in drafts if draft.body and str(draft.body) not in put)
        return next(unput, None)

    @property
    def has_taken(self) -> bool:
        return any(
            text.kind == TAKEN and text.author == self.reader for text in self.texts
        )

    @property
    def has_said(self) -> bool:
        return any(text.author_id == self.reader.pk for text in self._put(LEARNT_FROM))

    @property
    def others(self) -> list[Person]:
        return [person for person in self.people if person != self.reader]

    def other(self, pk: int) -> Person | None:
        return next((other for other in self.others if other.pk == pk), None)

    def box(self, kind: str, key: str) -> Box:
        """To type it in the own space; others read what was put of it."""
        here = [text for text in self.texts if (text.kind, text.key) == (kind, key)]
        mine = [text for text in here if text.author_id == self.reader.pk]
        drafts = [text for text in mine if text.is_draft]
        put = [text for text in mine if not text.is_draft]
        return box_of(
            kind=kind,
            key=key,
            person=self.reader,
            text=drafts[0] if drafts else None,
            put=put[0] if put else None,
            prefix=kind,
        )

    def _put(self, kind) -> list[Text]:
        return [
            text
            for text in self.texts
            if text.kind == kind and not text.is_draft and text.body
        ]


def left_of(session, reader, people) -> tuple[Note | None, LearntLines]:
    """What was written of a meeting; of several circles for the first one's.

    `people` are those with a seat, in their order.
    """
    texts = Text.objects.visible_to(reader).of_kinds((*LOG, *OF_EACH))
    texts = texts.under(f"{session.pk}.").with_author().select_related("space")
    texts = list(texts.order_by("created_at"))
    tell_apart(text.author for text in texts)
    note = note_among(text for text in texts if text.kind in LOG and not text.is_draft)
    circle_id = note.space_id if note else session.group.circle_id
    if circle_id != session.group.circle_id:
        readers = Member.objects.filter(space=circle_id, left_at=None)
        there = set(readers.values_list("person", flat=True))
        people = [person for person in people if person.pk in there]
    key = log_key(session, circle_id)
    of_each = [
        text for text in texts if text.kind in OF_EACH and text.key.startswith(key)
    ]
    return note, LearntLines(session, circle_id, reader, tell_apart(people), of_each)


@dataclass(frozen=True)
class LearntLine:
    """One of them as it is written: `to` None is to all, or about oneself."""

    lines: LearntLines
    kind: str
    to: Person | None
    key: str
    circle: Audience

    @property
    def is_taken(self) -> bool:
        return self.kind == TAKEN

    @property
    def box(self) -> Box:
        return self.lines.box(self.kind, self.key)
