"""A group under way in which anything may happen, for tests of its mails."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction

from groups.services import join_group, leave_seat
from intake import services as intakes
from intake.models import MenteeSeat
from people.models import Person
from sessions import services
from sessions.models import Action, DatePoll
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import (
    ParticipationFactory,
    ProgrammeFactory,
    coordinator_of,
    formed_group,
    see_all,
)

ZONE = ZoneInfo("Europe/Amsterdam")


class World:
    def __init__(self):
        self.programme = ProgrammeFactory()
        self.coordinator = coordinator_of(self.programme)
        self.group = see_all(formed_group(self.programme))
        self.programme.state = "running"
        self.programme.save()
        self.mentor = self.group.mentor

    @property
    def today(self):
        return dt.datetime.now(ZONE).date()

    def day(self, later):
        return self.today + dt.timedelta(later)

    def person(self, number):
        seats = self.group.seats.held().mentees().order_by("pk")
        return list(seats.select_related("person"))[number % len(seats)].person

    def seat(self, person):
        seats = MenteeSeat.objects.with_intake().filter(group=self.group)
        return seats.get(person=person, left_at=None)

    def session(self, number):
        sessions = list(self.group.sessions.planned().order_by("pk"))
        if not sessions:
            raise DomainError("none")
        return sessions[number % len(sessions)]

    def meet(self, later, at, place):
        kind = "intervision" if self.group.sessions.exists() else "first"
        services.plan_session(
            group=self.group,
            kind=kind,
            on=self.day(later),
            at=at,
            minutes=60,
            place=place,
        )

    def move(self, number, later, at, place):
        services.move_session(
            session=self.session(number),
            on=self.day(later),
            at=at,
            minutes=60,
            place=place,
        )

    def call_off(self, number):
        services.cancel_session(session=self.session(number))

    def log(self, number):
        session = self.session(number)
        with acting_as(self.mentor):
            services.log_session(
                session=session, by=self.mentor, kind=session.kind, presences={}
            )

    def ask_for_dates(self, later):
        dates = [(self.day(later + more), dt.time(16)) for more in (1, 2)]
        services.propose_dates(
            group=self.group, by=self.mentor, dates=dates, minutes=60
        )

    def vote(self, number):
        for poll in DatePoll.objects.open():
            answers = {date.pk: "yes" for date in poll.dates.all()}
            services.vote(poll=poll, person=self.person(number), answers=answers)

    def close(self):
        for poll in DatePoll.objects.open():
            services.close_poll(poll=poll)

    def plan_intake(self, number, later, at):
        with acting_as(self.mentor):
            intakes.plan_intake(
                seat=self.seat(self.person(number)),
                on=self.day(later),
                at=at,
                minutes=45,
                place="",
            )

    def hold(self, number):
        with acting_as(self.mentor):
            intakes.hold_intake(seat=self.seat(self.person(number)), on=self.today)

    def agree_on_action(self, number, later):
        with acting_as(self.mentor):
            services.add_action(
                group=self.group,
                by=self.mentor,
                text="Something",
                owner=self.person(number),
                due_on=self.day(later),
            )

    def finish(self, number):
        with acting_as(self.mentor):
            if actions := list(Action.objects.order_by("pk")):
                services.finish_action(action=actions[number % len(actions)])

    def sign(self, number):
        person = self.person(number)
        with acting_as(person):
            services.sign(seat=self.group.seats.held().get(person=person))

    def come(self):
        part = ParticipationFactory(
            programme=self.programme,
            person__organisation=self.programme.organisation,
            person__discipline=self.mentor.discipline,
        )
        with acting_as(self.coordinator):
            join_group(group=self.group, participation=part)
        see_all(self.group)

    def leave(self, number):
        if self.group.seats.held().mentees().count() > 2:
            seat = self.group.seats.held().get(person=self.person(number))
            with acting_as(self.coordinator):
                leave_seat(seat=seat, by=self.coordinator)

    def marry(self, number):
        person = self.person(number)
        Person.objects.filter(pk=person.pk).update(family_name=f"Wed{self.today:%d}")

    def speak(self, number):
        Person.objects.filter(pk=self.person(number).pk).update(language="nl")

    def change(self, changes):
        for name, *facts in changes:
            try:
                with transaction.atomic():
                    getattr(self, name)(*facts)
            except DomainError:
                # Not possible in this world.
                pass
