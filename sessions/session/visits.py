"""The page of a work visit or a guest, as one of the group finds it."""

from dataclasses import dataclass

from people.models import Person
from people.namesakes import tell_apart
from sessions.session.keys import log_key, place_of_circle
from sessions.session.models.session import Session
from sessions.session.texts import AGREED, OF_VISIT, QUESTION, TASKS, THANKS
from spaces.audience import Audience, audiences
from writing.boxes import Box, box_of
from writing.kinds import TextPlace
from writing.models import Text


@dataclass(frozen=True)
class Visit:
    """All that was written around it, for `person`, who acts; `readers` by space."""

    session: Session
    person: Person
    texts: list[Text]
    readers: dict

    @property
    def circle_id(self):
        return self.session.group.circle_id

    @property
    def audience(self) -> Audience:
        return self.readers[self.circle_id]

    @property
    def agreed(self) -> Box:
        return self._box(AGREED)

    @property
    def tasks(self) -> Box:
        return self._box(TASKS)

    @property
    def thanks(self) -> Box:
        return self._box(THANKS)

    @property
    def question(self) -> Box:
        """What the person would ask there."""
        return self._box(QUESTION, TextPlace(self.circle_id))

    @property
    def questions(self) -> list[Text]:
        """What the others would."""
        others = [
            text
            for text in self._here(QUESTION)
            if text.body and text.author_id != self.person.pk
        ]
        tell_apart(text.author for text in others)
        return others

    @property
    def former(self) -> list[Text]:
        """Of an earlier circle, each with its `audience`."""
        former = [
            text for text in self.texts if text.space_id != self.circle_id and text.body
        ]
        for text in former:
            text.audience = self.readers[text.space_id]
        return former

    def _here(self, kind) -> list[Text]:
        return [
            text
            for text in self.texts
            if text.kind == kind and text.space_id == self.circle_id
        ]

    def _box(self, kind, place=None) -> Box:
        place = place or place_of_circle(self.circle_id)
        begun = [text for text in self._here(kind) if text.is_in(place, self.person)]
        return box_of(
            kind=kind,
            key=log_key(self.session, self.circle_id),
            person=self.person,
            text=begun[0] if begun else None,
            place=place,
            audience=self.audience,
            prefix=kind,
        )


def visit_of(session, person) -> Visit:
    texts_there = (
        Text.objects.visible_to(person).of_kinds(OF_VISIT).under(f"{session.pk}.")
    )
    texts = list(
        texts_there.with_author().select_related("space").order_by("created_at")
    )
    spaces = {session.group.circle_id, *(text.space_id for text in texts)}
    return Visit(session, person, texts, audiences(spaces, person))
