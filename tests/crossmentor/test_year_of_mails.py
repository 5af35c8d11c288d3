"""A mentee lives through the year of a group: how many mails that is, and which.

Each day at seven the ledger is swept and emptied, in the morning and after what is done.
"""

import datetime as dt
from collections import defaultdict
from zoneinfo import ZoneInfo

import pytest
import time_machine

from calendars.services import bring_stale_in_line
from groups.services import join_group, leave_seat
from intake import services as intakes
from intake.models import MenteeSeat
from programmes.services.participations import enrol_mentee, invite_people
from reminders import delivery, sweeping
from reminders.models import OF_THE_DAY, Mail
from sessions import services
from sessions.models import DatePoll, Session
from spaces.acting import acting_as
from tests.factories import (
    ParticipationFactory,
    PersonFactory,
    ProgrammeFactory,
    TopicFactory,
    coordinator_of,
    formed_group,
    see_all,
)
from tests.roles import worker

pytestmark = pytest.mark.usefixtures("at_work", "db")
ZONE = ZoneInfo("Europe/Amsterdam")
BEGAN = dt.date(2026, 9, 1)
MOST_A_MONTH = 10


class Group:
    """What its people do, by the number of days since it began."""

    def __init__(self):
        self.programme = ProgrammeFactory()
        self.coordinator = coordinator_of(self.programme)
        self.group = formed_group(self.programme)
        self.programme.state = "running"
        self.programme.save()
        seats = self.group.seats.select_related("person")
        see_all(self.group)
        self.mentor = seats.get(role="mentor").person
        self.mentees = [seat.person for seat in seats.filter(role="mentee")]
        self.mentee = self.mentees[0]
        self.deeds = defaultdict(list)
        self._plan()

    def _plan(self):
        on = self.deeds
        on[2] = [lambda: self.plan_intakes(10)]
        on[4] = [lambda: self.plan_intakes(11)]
        on[11] = [self.hold_intakes]
        on[15] = [self.answer_clicks]
        on[16] = [lambda: self.decide("continues")]
        on[20] = [self.ask_for_dates]
        on[25] = [self.vote]
        on[26] = [self.pick]
        on[45] = [self.sign, self.agree]
        on[60] = [lambda: self.move_next(1)]
        on[100] = [self.somebody_joins]
        on[150] = [lambda: self.move_next(3), lambda: self.move_next(4)]
        on[160] = [self.somebody_leaves]
        on[190] = [self.another_programme]
        on[205] = [self.enrol_elsewhere]
        on[230] = [self.call_off_next]
        for month in range(2, 12):
            on[30 * month].append(self.one_on_one)

    def after(self, days):
        return BEGAN + dt.timedelta(days)

    def seat(self, person):
        seats = MenteeSeat.objects.with_intake().filter(group=self.group)
        return seats.get(person=person, left_at=None)

    def plan_intakes(self, days):
        for hour, person in enumerate(self.mentees):
            with acting_as(self.mentor):
                intakes.plan_intake(
                    seat=self.seat(person),
                    on=self.after(days),
                    at=dt.time(9 + hour),
                    minutes=45,
                    place="Utrecht",
                )

    def hold_intakes(self):
        for person in self.mentees:
            with acting_as(self.mentor):
                intakes.hold_intake(seat=self.seat(person), on=self.after(11))

    def answer_clicks(self):
        for mentee in self.mentees:
            for person in (self.mentor, mentee):
                with acting_as(person):
                    intakes.answer_click(
                        seat=self.seat(mentee), by=person, answer="yes", words=""
                    )

    def decide(self, outcome):
        for person in self.mentees:
            with acting_as(self.mentor):
                intakes.decide_outcome(
                    seat=self.seat(person), by=self.mentor, outcome=outcome
                )

    def ask_for_dates(self):
        days = [(self.after(days), dt.time(16)) for days in (40, 42)]
        with acting_as(self.mentor):
            services.propose_dates(
                group=self.group, by=self.mentor, dates=days, minutes=120
            )

    def vote(self):
        poll = DatePoll.objects.get()
        answers = {date.pk: "yes" for date in poll.dates.all()}
        for person in self.mentees:
            services.vote(poll=poll, person=person, answers=answers)

    def pick(self):
        poll = DatePoll.objects.get()
        services.pick_date(poll=poll, date=poll.dates.first())

    def sign(self):
        for person in [self.mentor, *self.mentees]:
            with acting_as(person):
                seat = self.group.seats.held().get(person=person)
                services.sign(seat=seat)

    def agree(self):
        with acting_as(self.mentor):
            series = services.agree_on_series(
                group=self.group,
                by=self.mentor,
                every_weeks=4,
                weekday=3,
                at=dt.time(16),
                minutes=120,
            )
        services.plan_series(series_id=series.pk)

    def coming(self):
        return self.group.sessions.planned().filter(on__gt=dt.date.today())

    def move_next(self, days):
        session = self.coming().first()
        services.move_session(
            session=session,
            on=session.on + dt.timedelta(days),
            at=dt.time(15),
            minutes=90,
        )

    def call_off_next(self):
        services.cancel_session(session=self.coming().first())

    def log(self, session):
        actions = [
            {
                "text": "Something",
                "owner": self.mentee,
                "due_on": session.on + dt.timedelta(days),
            }
            for days in (9, 17)
        ]
        with acting_as(self.mentor):
            services.log_session(
                session=session,
                by=self.mentor,
                kind=session.kind,
                presences={},
                actions=actions,
            )

    def somebody_joins(self):
        part = ParticipationFactory(
            programme=self.programme,
            person__organisation=self.programme.organisation,
            person__discipline=self.mentor.discipline,
        )
        with acting_as(self.coordinator):
            join_group(group=self.group, participation=part)
        see_all(self.group)

    def somebody_leaves(self):
        with acting_as(self.coordinator):
            seat = self.group.seats.get(person=self.mentees[-1], left_at=None)
            leave_seat(seat=seat, by=self.coordinator)

    def another_programme(self):
        """The same person is invited to one more, and takes a fortnight to answer."""
        self.other = ProgrammeFactory(organisation=self.programme.organisation)
        by = PersonFactory(organisation=self.programme.organisation)
        self.other.coordinators.create(person=by)
        with acting_as(by):
            invite_people(
                programme=self.other, people=[self.mentee], role="mentee", by=by
            )

    def enrol_elsewhere(self):
        with acting_as(self.mentee):
            topic = TopicFactory(organisation=self.programme.organisation)
            part = self.mentee.participations.get(programme=self.other)
            enrol_mentee(participation=part, needs={topic: 2})

    def one_on_one(self):
        seat = self.group.seats.held().get(person=self.mentee)
        with acting_as(self.mentee):
            one = services.ask_one_on_one(seat=seat, by=self.mentee)
        with acting_as(self.mentor):
            for days in (4, 5):
                services.plan_one_on_one(
                    one_on_one=one,
                    on=dt.date.today() + dt.timedelta(days),
                    at=dt.time(9),
                    minutes=45,
                )


def work():
    with worker():
        sweeping.write_due(dt.datetime.now(dt.UTC))
        bring_stale_in_line()
        delivery.deliver_ready()


def at(day, hour, minute=0):
    moment = dt.datetime.combine(day, dt.time(hour, minute), ZONE)
    return time_machine.travel(moment, tick=False)


def live(days, mailoutbox):
    """The mentee of a group, and the subjects of all the mails to her by month."""
    with at(BEGAN, 6):
        world = Group()
    subjects = defaultdict(list)

    def read():
        while mailoutbox:
            mail = mailoutbox.pop(0)
            if mail.recipients() == [world.mentee.email]:
                today = dt.datetime.now(ZONE).date()
                subjects[today.strftime("%Y-%m")].append(f"{today:%d} {mail.subject}")

    for day in range(days):
        date = world.after(day)
        # Beat comes each minute; what it finds out at night waits for the morning.
        with at(date, 0, 1):
            sweeping.write_due(dt.datetime.now(dt.UTC))
        with at(date, 7):
            work()
            read()
        with at(date, 12):
            for deed in world.deeds[day]:
                deed()
            past = Session.objects.standing().filter(logged_at=None)
            for session in past.filter(on__lte=date - dt.timedelta(2)):
                world.log(session)
            if world.deeds[day]:
                work()
                read()
    return world.mentee, subjects


def look_at(mentee, subjects):
    """Ten a month, one a day; nothing was left. Answers the kinds that were told."""
    assert max(map(len, subjects.values())) <= MOST_A_MONTH, subjects
    days = Mail.objects.filter(person=mentee, kind=OF_THE_DAY, state="sent")
    assert days.count() == days.values("key").distinct().count() > 0
    told = Mail.objects.filter(person=mentee).exclude(kind=OF_THE_DAY)
    assert not told.filter(state="waiting", send_after__lt=dt.datetime.now(dt.UTC))
    return set(told.filter(state="sent").values_list("kind", flat=True))


def test_a_mentee_gets_ten_mails_in_the_first_month_at_most(mailoutbox):
    mentee, subjects = live(28, mailoutbox)

    with at(BEGAN + dt.timedelta(28), 0):
        kinds = look_at(mentee, subjects)
    assert list(subjects) == ["2026-09"]
    assert kinds == {
        *("intake.tomorrow", "intake.click", "intake.both_answered"),
        *("intake.decided", "sessions.vote"),
        *("calendars.planned", "calendars.changed"),
    }


@pytest.mark.slow
def test_a_mentee_gets_ten_mails_a_month_at_most(mailoutbox):
    mentee, subjects = live(365, mailoutbox)

    with at(BEGAN + dt.timedelta(365), 0):
        kinds = look_at(mentee, subjects)
    # Something of all that a year holds was told.
    assert kinds >= {
        *("intake.tomorrow", "intake.click", "intake.decided"),
        *("calendars.planned", "calendars.changed", "sessions.vote"),
        *("sessions.tomorrow", "sessions.action_due", "sessions.sign"),
        *("groups.joined", "groups.left"),
        *("programmes.invited", "programmes.enrol"),
    }
    assert not Mail.objects.filter(person=mentee, state="waiting").exists()
