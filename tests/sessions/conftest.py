import datetime as dt

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from intake.models import Intake
from programmes.models import Role
from sessions.dates.services.planning import plan_series
from sessions.dates.services.polls import propose_dates
from sessions.dates.services.series import agree_on_series
from sessions.log.services.actions import add_action
from sessions.models import QUESTION, Session
from sessions.one_on_ones.keys import question_key
from sessions.one_on_ones.services.one_on_ones import ask_one_on_one, plan_one_on_one
from sessions.running.services.runs import start_run, step_on
from spaces.acting import acting_as
from tests.factories import ParticipationFactory, write_text

# A Monday; the programme of the factories starts on 1 September 2026.
NOW = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
FIRST = dt.date(2026, 11, 19)
# Of a meeting that is gone through step by step.
PARTS = {"opening": "last-time", "method": "five-step", "closing": "take-along"}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def worker_too(at_work):
    """Calendars follow in the worker's role (tests/roles.py)."""


@pytest.fixture
def poll(group, mentor):
    dates = [(FIRST, dt.time(16)), (dt.date(2026, 11, 20), dt.time(9, 30))]
    return propose_dates(
        group=group, by=mentor, dates=dates, minutes=120, place="Utrecht"
    )


@pytest.fixture
def first(group):
    """The first meeting of the group, on Thursday 19 November at 16:00."""
    return Session.objects.create(
        group=group, kind="first", on=FIRST, at=dt.time(16), place="Utrecht"
    )


@pytest.fixture
def held(group, first, now):
    """The first meeting, and it is the day after."""
    now.move_to(dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC))
    return first


@pytest.fixture
def agreed(group, mentor, first):
    return agree_on_series(
        group=group,
        by=mentor,
        every_weeks=6,
        weekday=3,
        at=dt.time(16),
        minutes=120,
        place="Utrecht",
    )


@pytest.fixture
def series(agreed):
    """The series of the group, planned."""
    plan_series(series_id=agreed.pk)
    agreed.refresh_from_db()
    return agreed


@pytest.fixture
def seat(group, mentee):
    return group.seats.get(person=mentee)


@pytest.fixture
def action(group, mentor, mentee):
    with acting_as(mentor):
        return add_action(
            group=group,
            by=mentor,
            text="Call the harbour",
            owner=mentee,
            due_on=dt.date(2026, 11, 25),
        )


def ask(seat, by, question="", *, urgent=False, before=0, **typed):
    """Ask for a one-on-one, with what was typed about it.

    `before` are those of the pair that are no longer open.
    """
    draft = None
    if question:
        key = question_key(seat, before)
        draft = write_text(by=by, kind=QUESTION, key=key, body=question, **typed).text
    with transaction.atomic(), acting_as(by):
        return ask_one_on_one(seat=seat, by=by, urgent=urgent, draft=draft)


@pytest.fixture
def one_on_one(seat, mentee):
    return ask(seat, mentee, "My manager and I collided", urgent=True)


@pytest.fixture
def busy(group, mentor, mentee, seat, first, one_on_one):
    with acting_as(mentor):
        plan_one_on_one(
            one_on_one=one_on_one,
            on=dt.date(2026, 11, 12),
            at=dt.time(13),
            minutes=45,
            place="Canteen",
        )
    Intake.objects.create(
        seat=seat,
        mentor=mentor,
        state="planned",
        on=dt.date(2026, 11, 10),
        at=dt.time(9),
    )


@pytest.fixture
def questions(signed_in):
    """How many questions a page asks the database, seen by a person."""

    def count(person, url):
        client = signed_in(person)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    return count


@pytest.fixture
def enrol(group, mentor):
    """Somebody who may come into the group."""

    def enrol(role=Role.MENTEE):
        return ParticipationFactory(
            programme=group.programme,
            role=role,
            person__discipline=mentor.discipline,
            person__organisation=mentor.organisation,
        )

    return enrol


@pytest.fixture
def meeting(group):
    return Session.objects.create(group=group, on=FIRST, at=dt.time(16))


def act(person, service, **what):
    with acting_as(person), transaction.atomic():
        return service(by=person, **what)


@pytest.fixture
def run(meeting, mentor, mentee):
    return act(
        mentor,
        start_run,
        session=meeting,
        minutes=90,
        case_owner=mentee,
        **PARTS,
    )


def on(run, person):
    return act(person, step_on, run=run, version=run.version)
