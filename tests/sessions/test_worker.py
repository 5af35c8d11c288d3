"""What the worker does is done in the worker's own database role."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from reminders.letters import letter_for
from reminders.models import Mail
from sessions import due, tasks
from sessions.dates.services.series import agree_on_series
from sessions.models import Session
from sessions.one_on_ones.services.one_on_ones import ask_one_on_one, plan_one_on_one
from spaces.acting import acting_as
from tests.asked import holds
from tests.factories import ProgrammeFactory, formed_group
from tests.roles import in_line


@pytest.mark.django_db(transaction=True)
def test_the_worker_plans_reminds_and_invites(as_worker):
    group = formed_group(ProgrammeFactory())
    group.seats.update(joined_at=timezone.now() - dt.timedelta(days=30))
    mentor = group.seats.get(role="mentor").person
    mentee = group.seats.filter(role="mentee").earliest("pk").person
    Session.objects.create(
        group=group, kind="first", on=dt.date(2026, 11, 2), at=dt.time(16)
    )
    series = agree_on_series(
        group=group, by=mentor, every_weeks=6, weekday=3, at=dt.time(16), minutes=120
    )
    with acting_as(mentor):
        one_on_one = ask_one_on_one(seat=group.seats.get(person=mentee), by=mentor)
        plan_one_on_one(
            one_on_one=one_on_one, on=dt.date(2026, 11, 12), at=dt.time(9), minutes=45
        )
    as_worker()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("crossmentor_worker",)

    tasks.plan_series(series.pk)
    waiting = list(due.waiting(now=timezone.now()))

    assert group.sessions.filter(from_series=True).count() == 8
    assert {one.kind for one in waiting} == {"sessions.log_to_write", "sessions.sign"}
    in_line()
    mails = Mail.objects.filter(kind="calendars.planned")
    for mail in mails:
        assert holds(mail)
        assert letter_for(mail.kind).attach(mail)
    kinds = Counter(mail.context["kind"] for mail in mails)
    assert kinds == {"series": 5, "one_on_one": 2}
