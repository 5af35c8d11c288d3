"""Each address of this room: a person's own, and to everybody else not there."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from calendars import services
from calendars.models import Told
from reminders.models import Mail
from spaces.acting import acting_as
from tests.doors import EVERYBODY, Door, walk
from tests.roles import in_line

DOORS = {
    "calendars:calendar": Door("GET"),
    "calendars:feed_make": Door("POST"),
    "calendars:feed_withdraw": Door("POST"),
    # The secret in it is the key.
    "calendars:feed": Door("GET", f"{EVERYBODY} nobody", "token"),
    "feed_of_before": Door("GET", f"{EVERYBODY} nobody", "token"),
    "calendars:told_again": Door("POST", "mentee", "told"),
    "calendars:availability": Door("GET"),
    "calendars:hours_set": Door("POST"),
    "calendars:hours_forget": Door("POST"),
    "calendars:absence_add": Door("POST"),
    "calendars:absence_drop": Door("POST", "mentee", "absence"),
}


@pytest.fixture
def world(group, mentee, first):
    services.follow([group.pk])
    in_line()
    Mail.objects.update(state="unknown", handed_over_at=timezone.now(), attempts=1)
    day = dt.date(2026, 12, 1)
    with acting_as(mentee), transaction.atomic():
        return {
            "token": services.make_feed(person=mentee),
            "told": Told.objects.get(),
            "absence": services.add_absence(person=mentee, first=day, last=day),
        }


@pytest.mark.django_db
@pytest.mark.usefixtures("at_work", "not_found_once")
def test_every_door_of_calendars(everybody, world):
    assert walk(DOORS, everybody, world) == []
