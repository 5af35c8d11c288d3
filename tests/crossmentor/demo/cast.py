"""People of one small group, for the makers of the example to write a part of its year.

All is written once for a file of tests, in a database that forgets it: what each of the
people then reads is noted, and the tests look at that.
"""

import datetime as dt
from contextlib import contextmanager

import time_machine
from django.db import transaction

from crossmentor.demo import days
from crossmentor.demo.firm import example
from intake.models import MenteeSeat
from spaces.acting import acting_as
from tests.factories import ProgrammeFactory, coordinator_of, formed_group

TODAY = dt.date(2026, 11, 25)
STARTS = TODAY - dt.timedelta(90)
MENTEES = ("first", "second", "third", "fourth")
PEOPLE = {
    *("author_id", "person_id", "asked_by_id"),
    *("leader_id", "case_owner_id", "owner_id"),
}
CIRCLE = ("mentor", *MENTEES)


class Cast:
    """A mentor and four mentees, who coordinates, and a mentee of another group."""

    def __init__(self):
        self.texts = example("texts")
        self.programme = ProgrammeFactory(state="running", starts_on=STARTS)
        self.group = formed_group(self.programme)
        other = formed_group(self.programme)
        self.mentor = self.group.mentor
        seats = MenteeSeat.objects.with_intake().filter(group=self.group)
        self.seats = list(seats.order_by("pk"))
        self.mentees = [seat.person for seat in self.seats]
        self.people = {
            "mentor": self.mentor,
            **dict(zip(MENTEES, self.mentees, strict=True)),
            "coordinator": coordinator_of(self.programme),
            "outsider": other.seats.mentees().earliest("pk").person,
        }
        self.names = {person.pk: name for name, person in self.people.items()}
        self.names[None] = None

    def read(self, model, *fields, order="pk", **of):
        """By person, what each of them reads of a model; of moments the day."""
        found = {}
        for name, person in self.people.items():
            with acting_as(person), transaction.atomic():
                rows = model.objects.filter(**of).order_by(order)
                found[name] = [self.told(row, fields) for row in rows]
        return found

    def told(self, row, fields):
        values = [self.plain(name, getattr(row, name)) for name in fields]
        return values[0] if len(values) == 1 else tuple(values)

    def plain(self, field, value):
        if field in PEOPLE:
            return self.names[value]
        return value.date() if isinstance(value, dt.datetime) else value


@contextmanager
def a_cast():
    """On a day three months after they began; nothing of it stays."""
    noon = dt.datetime.combine(TODAY, dt.time(12), dt.UTC)
    block = transaction.atomic()
    # What is posted on commit is of no concern here.
    block._from_testcase = True
    with time_machine.travel(noon, tick=True), block:
        with days.at(STARTS, 9):
            cast = Cast()
        yield cast
        transaction.set_rollback(True)


def only(*names, of):
    """What those read; the others read none of it."""
    return {name: of if name in names else [] for name in ALL}


ALL = (*CIRCLE, "coordinator", "outsider")
