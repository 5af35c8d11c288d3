"""Who writes the log of a meeting: the mentor, and who takes notes in its circle."""

from dataclasses import dataclass

from django.db.models import OuterRef

from sessions.log.models.note_taker import NoteTaker
from sessions.methods.models.run import Run
from sessions.session.models.session import Session


@dataclass(frozen=True)
class NoteTaking:
    """By their ids: who was named last to write for that circle, and of the last run it
    went through who takes notes and who leads.

    Takes a session that came `knowing` the person who is asked about.
    """

    session: Session
    named: int | None
    of_run: int | None
    leader: int | None

    @property
    def takers(self) -> list[int]:
        """Whom the mentor named, and whom the run names; either may write."""
        return list(dict.fromkeys(pk for pk in (self.named, self.of_run) if pk))

    def may_write(self, person) -> bool:
        return self.session.is_led or person.pk in self.takers

    def may_name(self, person) -> bool:
        """The mentor, or who leads the run."""
        return self.session.is_led or person.pk == self.leader

    def among(self, people) -> list:
        known = {person.pk: person for person in people}
        return [known[pk] for pk in self.takers if pk in known]


def note_taking(session, circle_id) -> NoteTaking:
    """In one query."""
    named, runs = _latest_in(circle_id)
    rows = Session.objects.filter(pk=session.pk).values_list(
        named.values("person")[:1],
        runs.values("note_taker")[:1],
        runs.values("leader")[:1],
    )
    return NoteTaking(session, *rows.get())


def to_write_by(person, sessions) -> set[int]:
    """Those of the meetings, by their ids, of which the person takes notes; one query.

    Takes meetings without a log: what they write is for the circle of now.
    """
    named, runs = _latest_in(OuterRef("group__circle"))
    rows = Session.objects.filter(
        pk__in=[session.pk for session in sessions]
    ).values_list("pk", named.values("person")[:1], runs.values("note_taker")[:1])
    return {pk for pk, *takers in rows if person.pk in takers}


def _latest_in(circle_id):
    """Of a session: who was named to write for that circle, and its runs there."""
    of_session = OuterRef("pk")
    return (
        NoteTaker.objects.of_session(of_session).in_circle(circle_id),
        Run.objects.of_session(of_session).in_circle(circle_id),
    )
