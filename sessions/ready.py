"""Who is done in the step in which the group is, and what a page says of it (A4)."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from people.models import Person
from people.namesakes import tell_apart
from sessions.course import Course
from sessions.methods.method import Kind
from sessions.models import Coming, Ready


@dataclass(frozen=True)
class Readiness:
    asked: list[Person]
    ready: set[int]

    @property
    def waiting(self) -> list[Person]:
        return [person for person in self.asked if person.pk not in self.ready]

    def asks(self, person) -> bool:
        return any(one.pk == person.pk for one in self.asked)

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
    if not run.is_going_on or step.kind != Kind.WRITE:
        return None
    ready = set(Ready.objects.of_now(run).values_list("author", flat=True))
    away = Coming.objects.of_now().of_session(run.session_id).cannot()
    away = set(away.values_list("person", flat=True)) - ready
    people = tell_apart(run.session.group.seats.held().taking_part().people())
    asked = [
        person
        for person in people
        if person.pk not in away and step.has_floor(course.role_of(person))
    ]
    return Readiness(asked, ready) if asked else None
