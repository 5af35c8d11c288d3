"""Who writes the log of a meeting: the mentor, and who takes notes in its circle."""

from dataclasses import dataclass

from people.models import Person
from sessions.models import NoteTaker, Run, Session


@dataclass(frozen=True)
class NoteTaking:
    """Who was named last to write for that circle, and the last run it went through.

    Takes a session that came `knowing` the person who is asked about.
    """

    session: Session
    named: NoteTaker | None
    run: Run | None

    @property
    def people(self) -> list[Person]:
        """Whom the mentor named, and whom the run names; either may write."""
        found = [self.named and self.named.person, self.run and self.run.note_taker]
        return list(dict.fromkeys(person for person in found if person))

    def may_write(self, person) -> bool:
        return self.session.is_led or person in self.people

    def may_name(self, person) -> bool:
        """The mentor, or who leads the run."""
        leads_run = self.run is not None and self.run.leader_id == person.pk
        return self.session.is_led or leads_run


def note_taking(session, circle_id) -> NoteTaking:
    named = NoteTaker.objects.of_session(session).in_circle(circle_id)
    runs = Run.objects.of_session(session).in_circle(circle_id)
    return NoteTaking(
        session,
        named.select_related("person").first(),
        runs.select_related("note_taker").first(),
    )
