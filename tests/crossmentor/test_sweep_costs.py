"""A sweep asks as much of the database for many groups as for one."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake.models import Intake
from reminders import sweeping
from reminders.models import Mail
from sessions.models import Session
from tests.factories import ProgrammeFactory, formed_group

pytestmark = pytest.mark.django_db

THEN = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
TOMORROW = THEN.date() + dt.timedelta(1)


def group_with_much_to_do(programme):
    """Something waits in it of each kind that is of a whole group or of an intake."""
    group = formed_group(programme)
    group.seats.update(joined_at=THEN - dt.timedelta(8))
    seats = list(group.seats.mentees())
    days = [(TOMORROW, "planned"), (TOMORROW - dt.timedelta(3), "planned")]
    for seat, (on, state) in zip(seats, [*days, (TOMORROW, "held")], strict=False):
        Intake.objects.create(
            seat=seat, mentor=group.mentor, state=state, on=on, held_at=THEN
        )
    Session.objects.create(group=group, on=TOMORROW, at=dt.time(16))
    first = Session(group=group, on=TOMORROW - dt.timedelta(5), at=dt.time(16))
    first.kind = "first"
    first.save()


def sweep():
    with CaptureQueriesContext(connection) as asked:
        written = sweeping.write_due(dt.datetime.now(dt.UTC))
    return written, len(asked)


def test_more_groups_take_no_more_queries():
    programme = ProgrammeFactory(state="running")
    costs = []
    for groups in (1, 3):
        with time_machine.travel(THEN - dt.timedelta(8), tick=False):
            for _ in range(groups):
                group_with_much_to_do(programme)
        with time_machine.travel(THEN, tick=False):
            written, queries = sweep()
            assert written == groups * 22
            costs.append((queries, sweep()))
    assert costs == [costs[0], costs[0]]
    kinds = set(Mail.objects.values_list("kind", flat=True))
    assert kinds == {
        *("intake.to_plan", "intake.tomorrow", "intake.was_it_held", "intake.click"),
        *("sessions.tomorrow", "sessions.log_to_write", "sessions.sign"),
        *("sessions.agreements_missing", "sessions.casting"),
    }
