"""Who is done in the step in which the group is, and what a page says of it (A4)."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from people.models import Person
from people.namesakes import tell_apart
from sessions.methods.course import Course
from sessions.methods.method import StepKind
from sessions.methods.models.ready import Ready
from sessions.session.models.coming import Coming


@dataclass(frozen=True)
class Readiness:
    """`asked` know by `is_ready` whether they are done."""

    asked: list[Person]

    @property
    def waiting(self) -> list[Person]:
        return [person for person in self.asked if not person.is_ready]

    def of(self, person) -> Person | None:
        """That person, where asked."""
        return next((member for member in self.asked if member.pk == person.pk), None)

    def words(self, reader_leads: bool) -> str:
        """All read how many; who leads also who is not done yet."""
        waiting = self.waiting
        if not waiting:
            everyone = _("Everyone is done: go on when it suits you.")
            return everyone if reader_leads else _("Everyone is done.")
        done = len(self.asked) - len(waiting)
        counted = {"done": done, "all": len(self.asked)}
        if not reader_leads or not done:
            return _("%(done)s of %(all)s done") % counted
        names = [person.called for person in waiting]
        counted["names"] = get_text_list(names, _("and"))
        return _("%(done)s of %(all)s done, not yet: %(names)s") % counted


def readiness(course: Course) -> Readiness | None:
    """Of the step of now; None where nobody does something alone.

    Asked is who writes in it, but for who said not to come to this meeting.
    """
    run, step = course.run, course.slot.step
    if not run.is_going_on or step.kind != StepKind.WRITE:
        return None
    ready = Ready.objects.of_now(run).of(OuterRef("pk"))
    away = Coming.objects.of_now().of_session(run.session_id).of(OuterRef("pk"))
    people = run.session.group.seats.held().taking_part().people()
    people = people.annotate(is_ready=Exists(ready), is_away=Exists(away.cannot()))
    asked = [
        person
        for person in tell_apart(people)
        if step.has_floor(course.role_of(person))
        and (person.is_ready or not person.is_away)
    ]
    return Readiness(asked) if asked else None
