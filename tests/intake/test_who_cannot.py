"""Planning an intake when the mentee cannot."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from calendars import services as calendars
from intake.models import Intake
from reminders.models import Mail
from spaces.acting import acting_as

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 24)
PLAN = {"on": "2026-11-24", "at": "09:00", "minutes": "45", "place": "Canteen"}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def plan(signed_in, group, mentor, mentee):
    seat = group.seats.get(person=mentee)

    def plan(**typed):
        url = reverse("intake:plan", args=[seat.pk])
        return signed_in(mentor).post(url, PLAN | typed)

    return plan


def away(person):
    with acting_as(person), transaction.atomic():
        calendars.add_absence(person=person, first=DAY, last=DAY)


def planned():
    return list(Intake.objects.values_list("on", "place"))


def test_an_intake_when_the_mentee_cannot_is_asked_about_once(plan, mentee):
    away(mentee)

    page = plan()

    assert page.status_code == 200
    assert f"{mentee.called} cannot then." in page.text
    assert page.context["forms"]["plan"]["place"].value() == "Canteen"
    assert (planned(), Mail.objects.count()) == ([], 0)
    assert plan(even_so="yes").status_code == 302
    assert planned() == [(DAY, "Canteen")]


def test_what_was_planned_stands_while_it_is_asked(plan, mentee):
    plan(on="2026-11-25")
    away(mentee)

    page = plan(place="Harbour")

    assert page.context["intake"].on == dt.date(2026, 11, 25)
    assert planned() == [(dt.date(2026, 11, 25), "Canteen")]


def test_where_another_cannot_an_intake_is_planned(plan, other_mentee, mentor):
    away(other_mentee)
    away(mentor)

    assert plan().status_code == 302
    assert planned() == [(DAY, "Canteen")]
