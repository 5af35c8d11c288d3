"""That a copy is given is told as it is when the mail leaves."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from people.models import Person
from reminders import delivery, sweeping
from reminders.models import Mail
from spaces.acting import acting_as
from writing.models import Snapshot
from writing.services import give_words, revoke

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 3, 11, tzinfo=dt.UTC)
SECRET = "Ik slaap slecht"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def given(clock, mentee, coordinator):
    with acting_as(mentee):
        return give_words(
            author=mentee,
            reader=coordinator,
            title=SECRET,
            body=SECRET,
            until=NOON.date() + dt.timedelta(days=1),
        )


def told_after(clock, days):
    clock.shift(dt.timedelta(days=days, hours=-4))
    sweeping.write_due(timezone.now())
    delivery.deliver_ready()
    return Mail.objects.get(kind="writing.given").state


def test_by_the_name_of_its_giver_then(given, clock, mentee, mailoutbox):
    Person.objects.filter(pk=mentee.pk).update(given_name="Anna", family_name="Nu")

    assert told_after(clock, 1) == "sent"

    (message,) = mailoutbox
    html, _kind = message.alternatives[0]
    assert "Anna Nu" in message.subject
    for words in (mentee.full_name, SECRET):
        assert words not in f"{message.subject} {message.body} {html}"


def test_not_of_one_that_ended_meanwhile(given, clock, mailoutbox):
    assert told_after(clock, 2) == "dropped"
    assert mailoutbox == []


def test_nor_of_one_that_was_taken_back(given, clock, mentee, mailoutbox):
    with acting_as(mentee):
        revoke(snapshot=Snapshot.objects.get(pk=given.pk))

    assert told_after(clock, 1) == "dropped"
    assert mailoutbox == []
