"""The course of a run: its steps with their minutes, and who does what in each."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.utils.translation import get_language

from sessions.methods.files import get_method
from sessions.methods.method import Job, Method, MethodStep, StepKind
from sessions.methods.minutes import TimedStep, cuts, plan, room
from sessions.methods.models.run import Run

MINUTE = timedelta(minutes=1)


def parts_of(*slugs: str) -> list[Method]:
    """The methods of these slugs, without what was left out; raises KeyError."""
    return [get_method(slug, get_language()) for slug in slugs if slug]


@dataclass(frozen=True)
class Course:
    run: Run

    @cached_property
    def slots(self) -> tuple[TimedStep, ...]:
        run = self.run
        return plan(run.minutes, *parts_of(run.opening, run.method, run.closing))

    @cached_property
    def at(self) -> int:
        """Where the group is, from 0 on; the start, when the step is no more."""
        return self.place_of(self.run.step) or 0

    @property
    def slot(self) -> TimedStep:
        return self.slots[self.at]

    @property
    def is_last(self) -> bool:
        return self.beside(1) is None

    @property
    def expected(self) -> timedelta:
        """From now until the end, if each later step takes what it is planned for."""
        later = sum(slot.minutes for slot in self.slots[self.at + 1 :])
        return self.run.left + timedelta(minutes=later)

    @cached_property
    def cuts(self) -> dict[str, int]:
        """By the key of each later step that gets shorter: minutes that it loses.

        Were the step of now over by now: what it takes too long has to come from there.
        """
        over = max(-self.run.left, timedelta())
        late = timedelta(seconds=self.run.behind) + over
        return cuts(self.slots[self.at + 1 :], late // MINUTE)

    @cached_property
    def gives(self) -> TimedStep | None:
        """The later step off which time comes first; None where none has any to spare."""
        later = self.slots[self.at + 1 :]
        return max((slot for slot in later if room(slot)), key=room, default=None)

    def place_of(self, key: str) -> int | None:
        keys = [slot.key for slot in self.slots]
        return keys.index(key) if key in keys else None

    def beside(self, by: int) -> TimedStep | None:
        """The step after (1) or before (-1) that of now; None beyond both ends."""
        place = self.at + by
        return self.slots[place] if 0 <= place < len(self.slots) else None

    def reached(self, key: str) -> TimedStep | None:
        """The step of that key, if the group is there or was; later ones stay shut."""
        place = self.place_of(key)
        return self.slots[place] if place is not None and place <= self.at else None

    def role_of(self, person) -> Job:
        """Who brought the case is first of all that, also when leading meanwhile."""
        run = self.run
        if person.pk == run.case_owner_id:
            return Job.CASE_OWNER
        if person.pk == run.leader_id:
            return Job.LEADER
        return Job.OBSERVER if person.pk == run.observer_id else Job.MEMBER


def text_key(run, slot: TimedStep, key: str = "") -> str:
    """Of what is written in a step of a run; `key`: of another step of its method."""
    return f"{run.pk}.{slot.method.slug}.{key or slot.step.key}"


def is_face_down(step: MethodStep) -> bool:
    """Whether what is written in it lies before the circle, to be turned over."""
    return step.kind == StepKind.WRITE and not step.private


@dataclass(frozen=True)
class Turning:
    """A step that turned texts over, and the one in which they were written."""

    by: TimedStep
    written: TimedStep

    @property
    def marks(self) -> bool:
        """Whether they are questions, which the case owner marks."""
        return self.by.step.kind == StepKind.MARK


def turning_in(course: Course, slot: TimedStep) -> Turning | None:
    """Of the texts that are on the table in `slot`: those turned over last."""
    for earlier in reversed(course.slots[: course.place_of(slot.key) + 1]):
        if earlier.method.slug == slot.method.slug and earlier.step.turns:
            written = course.place_of(f"{slot.method.slug}.{earlier.step.turns}")
            return Turning(earlier, course.slots[written])
    return None
