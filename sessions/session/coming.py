"""Who can come to a meeting, as the members of its group see it."""

from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from groups.models import Pause
from people.models import Person
from people.namesakes import tell_apart
from sessions.session.models.coming import Coming
from sessions.session.models.session import Session


class WhoCan(NamedTuple):
    """Of a meeting: what the reader said (None: nothing yet), and the people by answer."""

    session: Session
    # Not who pauses: nobody waits for their answer.
    is_asked: bool
    own: bool | None
    can: list[Person]
    cannot: list[Person]
    silent: list[Person]


def who_can(session, *, people, reader, said=None) -> WhoCan:
    """`people` are those who take part, in their order; the reader, a member, acts.

    `said`: by the id of each what they answered, where the page knows it already.
    """
    if said is None:
        answers = Coming.objects.of_session(session).of_now()
        said = dict(answers.values_list("person", "can"))
    people = tell_apart(people)
    can, cannot, silent = (
        [person for person in people if said.get(person.pk) is answer]
        for answer in (True, False, None)
    )
    is_asked = any(person.pk == reader.pk for person in people)
    return WhoCan(session, is_asked, said.get(reader.pk), can, cannot, silent)


def said_away(session) -> set[int]:
    """By their ids: who said that they could not come, or paused when it began."""
    answers = Coming.objects.of_session(session).of_now().cannot()
    pauses = Pause.objects.in_groups([session.group]).at(session.starts_at)
    people = answers.values_list("person")
    return {pk for (pk,) in people.union(pauses.values_list("seat__person"))}


def with_own_answer(sessions, person):
    """Sessions with `own`: what the person, who acts, said; None: nothing yet."""
    own = Coming.objects.of_now().of(person).of_session(OuterRef("pk"))
    return sessions.annotate(own=Subquery(own.values("can")))


def with_answers(seats, session):
    """Seats with `can`: what their people said of the session; None: nothing yet."""
    answers = Coming.objects.of_now().of_session(session).of(OuterRef("person"))
    return seats.annotate(can=Subquery(answers.values("can")))
