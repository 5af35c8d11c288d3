"""Which of the members can come, as far as they said."""

from collections.abc import Iterable
from datetime import date, time

from calendars.available import Moment
from groups.services import who_cannot
from people.models import Person
from people.namesakes import tell_apart


def who_cannot_on(
    *, group, days: Iterable[date], at: time, minutes: int
) -> dict[date, list[Person]]:
    """Of each of these days who of the group cannot then, the mentor first.

    A day of which nothing is known (`groups.services.who_cannot`) is not in it.
    """
    answers = who_cannot_at(group=group, moments=[(day, at, minutes) for day in days])
    return {moment.on: people for moment, people in answers.items()}


def who_cannot_at(*, group, moments: Iterable[tuple]) -> dict[Moment, list[Person]]:
    """Of each moment (date, time, minutes) who of the group cannot, the mentor first.

    One of which nothing is known is not in it.
    """
    answers = who_cannot(group=group, moments=moments)
    if not any(answers.values()):
        return {moment: [] for moment in answers}
    people = tell_apart(group.seats.held().people())
    return {
        moment: [person for person in people if person.pk in them]
        for moment, them in answers.items()
    }
