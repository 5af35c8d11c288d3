"""A group in whose year anything may happen, for what its people's calendars show."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction

from groups import services as groups
from groups.models import MentorGroup
from intake import services as intakes
from intake.models import Intake, MenteeSeat
from people.models import Person
from programmes.models import Role
from sessions import services
from sessions.models import OneOnOne, Session
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import (
    ParticipationFactory,
    ProgrammeFactory,
    coordinator_of,
    formed_group,
)

ZONE = ZoneInfo("Europe/Amsterdam")


class Impossible(Exception):
    """Not in this world."""


class Life:
    """Who does what, by small numbers: which meeting, which person, how many days."""

    def __init__(self):
        self.programme = ProgrammeFactory()
        self.coordinator = coordinator_of(self.programme)
        self.group_id = formed_group(self.programme, name="Water").pk
        self.programme.state = "running"
        self.programme.save()
        ParticipationFactory(
            programme=self.programme,
            role=Role.MENTOR,
            person__organisation=self.programme.organisation,
            person__discipline=self.group.mentor.discipline,
            person__years_experience=20,
        )
        # Fewer calendars to fill, and people who may come.
        for _each in range(3):
            self.leave(0)
        Person.objects.filter(pk=self.mentees()[0].person_id).update(language="nl")
        self.people = list(
            Person.objects.filter(participations__programme=self.programme)
        )
        # Where a meeting was before it moved last.
        self.before = {}

    @property
    def group(self):
        found = MentorGroup.objects.select_related("programme", "mentor")
        return found.get(pk=self.group_id)

    @property
    def mentor(self):
        seats = self.group.seats.held().mentors().select_related("person")
        return _pick(seats, 0).person

    def mentees(self):
        seats = MenteeSeat.objects.with_intake().filter(group=self.group_id)
        return list(seats.filter(left_at=None).order_by("pk"))

    def day(self, later):
        return dt.datetime.now(ZONE).date() + dt.timedelta(later)

    def sessions(self):
        return self.group.sessions.planned().order_by("on", "at")

    def coming(self):
        now = dt.datetime.now(dt.UTC)
        return [one for one in self.sessions() if one.starts_at > now]

    # What a group does.

    def meet(self, later, at, place):
        is_first = not self.group.sessions.first_meetings().exists()
        with acting_as(self.mentor):
            services.plan_session(
                group=self.group,
                kind=Session.Kind.FIRST if is_first else Session.Kind.GUEST,
                on=self.day(later),
                at=at,
                minutes=90,
                place=place,
            )

    def pick(self, later, at, place):
        days = [(self.day(later + more), at) for more in (0, 1)]
        with acting_as(self.mentor):
            poll = services.propose_dates(
                group=self.group, by=self.mentor, dates=days, minutes=60, place=place
            )
            services.pick_date(poll=poll, date=poll.dates.first())

    def agree(self, every_weeks, weekday, at, place):
        if not self.group.sessions.first_meetings().exists():
            self.meet(1, dt.time(12), "")
        self._agree(every_weeks, weekday, at, place)

    def from_here(self, number, every_weeks, weekday, at, place):
        """Other agreements that begin with a meeting of the series."""
        rest = filter(services.may_be_moved_with_the_rest, self.sessions())
        since = _pick(rest, number).on
        self._agree(every_weeks, weekday, at, place, since=since)

    def _agree(self, every_weeks, weekday, at, place, **given):
        with acting_as(self.mentor):
            services.agree_on_series(
                group=self.group,
                by=self.mentor,
                every_weeks=every_weeks,
                weekday=weekday,
                at=at,
                minutes=120,
                place=place,
                **given,
            )

    def move(self, number, shift, at, place):
        session = _pick(self.sessions(), number)
        was = (session.on, session.at, session.minutes, session.place)
        self._move(session, session.on + dt.timedelta(shift), at, 60, place)
        self.before[session.pk] = was

    def move_back(self, number):
        moved = [one for one in self.sessions() if one.pk in self.before]
        session = _pick(moved, number)
        self._move(session, *self.before[session.pk])

    def _move(self, session, on, at, minutes, place):
        with acting_as(self.mentor):
            services.move_session(
                session=session, on=on, at=at, minutes=minutes, place=place
            )

    def call_off(self, number):
        with acting_as(self.mentor):
            services.cancel_session(session=_pick(self.coming(), number))

    def log(self, number):
        session = _pick(self.sessions(), number)
        with acting_as(self.mentor):
            services.log_session(
                session=session, by=self.mentor, kind=session.kind, presences={}
            )

    # Who is in it.

    def join(self, number):
        found = groups.candidates(self.group).order_by("pk")
        with acting_as(self.coordinator):
            groups.join_group(group=self.group, participation=_pick(found, number))

    def come_back(self):
        """Who left last takes a place again."""
        seats = self.group.seats.gone().mentees().order_by("-left_at", "-pk")
        sit = {seat.person_id for seat in self.mentees()}
        left = [seat for seat in seats if seat.person_id not in sit]
        with acting_as(self.coordinator):
            part = _pick(left, 0).participation
            groups.join_group(group=self.group, participation=part)

    def leave(self, number):
        with acting_as(self.coordinator):
            seat = _pick(self.mentees(), number)
            groups.leave_seat(seat=seat, by=self.coordinator)

    def lead(self):
        found = groups.successors(self.group).order_by("pk")
        with acting_as(self.coordinator):
            groups.replace_mentor(
                group=self.group, participation=_pick(found, 0), by=self.coordinator
            )

    def rename(self, name):
        with acting_as(self.coordinator):
            groups.rename_group(group=self.group, name=name)

    def end(self):
        moves = {seat.pk: None for seat in self.mentees()}
        with acting_as(self.coordinator):
            groups.dissolve_group(group=self.group, moves=moves, by=self.coordinator)

    # What two have together.

    def plan_intake(self, number, later, at, place):
        with acting_as(self.mentor):
            intakes.plan_intake(
                seat=_pick(self.mentees(), number),
                on=self.day(later),
                at=at,
                minutes=45,
                place=place,
            )

    def hold_intake(self, number):
        planned = [seat for seat in self.mentees() if _is_planned(seat)]
        with acting_as(self.mentor):
            intakes.hold_intake(seat=_pick(planned, number), on=self.day(0))

    def talk(self, number, later, at, place):
        """Ask for a one-on-one and plan it, or plan the one that was asked for anew."""
        seat = _pick(self.mentees(), number)
        with acting_as(seat.person):
            talk = OneOnOne.objects.filter(seat=seat, state="planned").first()
            talk = talk or services.ask_one_on_one(seat=seat, by=seat.person)
        with acting_as(self.mentor):
            services.plan_one_on_one(
                one_on_one=talk, on=self.day(later), at=at, minutes=45, place=place
            )

    def call_talk_off(self, number):
        with acting_as(self.mentor):
            found = OneOnOne.objects.filter(state="planned", mentor=self.mentor)
            talk = _pick(found.order_by("asked_at"), number)
            services.withdraw_one_on_one(one_on_one=talk)

    def hold_talk(self, number):
        with acting_as(self.mentor):
            found = OneOnOne.objects.filter(state="planned", mentor=self.mentor)
            talk = _pick(found.order_by("asked_at"), number)
            services.log_one_on_one(
                one_on_one=talk, on=self.day(0), support="listening", theme="work"
            )

    def do(self, name, *facts):
        """False where that cannot be, and then nothing has happened."""
        try:
            with transaction.atomic():
                getattr(self, name)(*facts)
        except (DomainError, Impossible):
            return False
        return True


def _is_planned(seat):
    return seat.held_intake and seat.intake.state == Intake.State.PLANNED


def _pick(found, number):
    found = list(found)
    if not found:
        raise Impossible
    return found[number % len(found)]
