"""A run as somebody reads it: the step, what they do in it, and what is on the table."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language

from people.models import Person
from people.namesakes import tell_apart
from sessions.methods.course import Course, Turning, is_face_down, text_key, turning_in
from sessions.methods.files import cards
from sessions.methods.method import Job, MethodCard
from sessions.methods.minutes import TimedStep
from sessions.methods.questions import MarkedQuestion, questions
from sessions.methods.texts import ALONE, RUN_NOTE
from sessions.methods.told import ToldStep, told_step
from writing.boxes import Box, box_of
from writing.kinds import TextPlace
from writing.models import Text, Turned


@dataclass(frozen=True)
class Scene:
    """One step of a run, for `reader`, who acts. It may be an earlier one."""

    course: Course
    slot: TimedStep
    reader: Person

    @property
    def is_now(self) -> bool:
        return self.slot == self.course.slot

    @property
    def is_first(self) -> bool:
        """Of the whole run, whatever it begins with."""
        return self.slot == self.course.slots[0]

    @property
    def is_last(self) -> bool:
        return self.slot == self.course.slots[-1]

    @property
    def number(self) -> int:
        return self.course.place_of(self.slot.key) + 1

    @property
    def told(self) -> ToldStep:
        return told_step(self.slot)

    @property
    def role(self) -> Job:
        return self.course.role_of(self.reader)

    @property
    def own_words(self) -> str:
        """What the role of the reader is told beside what everybody is."""
        words = self.slot.step.prompt_for(self.role)
        return "" if words == self.told.to_everyone else words

    @property
    def is_silent(self) -> bool:
        return self.slot.step.is_silent(self.role)

    @property
    def all_write(self) -> bool:
        """Each alone: there is nothing to be heard."""
        return is_face_down(self.slot.step)

    @property
    def writes_alone(self) -> bool:
        """Whether the reader writes for the others here, face down."""
        step = self.slot.step
        return is_face_down(step) and step.has_floor(self.role)

    @property
    def is_turned(self) -> bool:
        """Whether what is written alone here is read by the others by now."""
        key = text_key(self.course.run, self.slot)
        return Turned.objects.about(key).exists()

    def box(self) -> Box | None:
        """To write in: for the others, or for oneself where the reader keeps still."""
        step, run = self.slot.step, self.course.run
        kind, place = RUN_NOTE, TextPlace()
        if self.writes_alone:
            kind, place = ALONE, TextPlace(run.space_id, face_down=True)
        elif not self.is_silent and not step.private:
            return None
        key = text_key(run, self.slot)
        here = Text.objects.of_kind(kind).about(key).in_place(place, self.reader)
        return box_of(
            kind=kind,
            key=key,
            person=self.reader,
            text=here.with_beside().first(),
            place=place,
            prefix=kind,
        )

    @cached_property
    def turning(self) -> Turning | None:
        return turning_in(self.course, self.slot)

    @property
    def shows_marks(self) -> bool:
        return bool(self.turning and self.turning.marks)

    @property
    def marks(self) -> bool:
        """Whether the reader marks questions here."""
        is_owner = self.role == Job.CASE_OWNER
        return (
            self.shows_marks
            and is_owner
            and self.is_now
            and self.course.run.is_going_on
        )

    def questions(self) -> list[MarkedQuestion]:
        is_marking = self.slot == self.turning.by
        return questions(self.course.run, self.on_the_table(), is_marking=is_marking)

    def on_the_table(self) -> list[Text]:
        """What was turned over last, each with `is_late`: written after that."""
        if self.turning is None:
            return []
        key = text_key(self.course.run, self.turning.written)
        texts = Text.objects.of_kind(ALONE).about(key).with_author().with_turned()
        texts_here = [text for text in texts.order_by("created_at") if text.body]
        tell_apart(text.author for text in texts_here)
        for text in texts_here:
            text.is_late = bool(text.turned_at and text.changed_at > text.turned_at)
        return texts_here

    @property
    def steps(self) -> list[tuple[TimedStep, int, bool, bool]]:
        """Each with its minutes, whether it is past, and whether the group is there."""
        at, cuts = self.course.at, self.course.cuts
        return [
            (slot, slot.minutes - cuts.get(slot.key, 0), place < at, place == at)
            for place, slot in enumerate(self.course.slots)
        ]


def scene_of(run, reader, asked: str) -> Scene:
    """The step that is asked for, if the group has come to it; else that of now."""
    course = Course(run)
    tell_apart(run.people)
    return Scene(course, course.reached(asked) or course.slot, reader)


def card_of(role) -> MethodCard | None:
    return next((card for card in cards(get_language()) if card.role == role), None)
