"""Who sends others many mails in a short time waits a while."""

import datetime as dt

import pytest
from django.utils import timezone

from reminders import brakes
from reminders.models import Mail
from spaces.acting import acting_as
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender():
    return PersonFactory()


def send(posted, sender, count, **given):
    with acting_as(sender):
        for _one in range(count):
            posted(object_id=Mail.objects.count(), **given)


def test_one_person_gets_so_many_and_no_more(posted, sender, mentee, other_mentee):
    send(posted, sender, brakes.TO_ONE)

    with pytest.raises(brakes.TooMuch, match=mentee.full_name):
        send(posted, sender, 1)

    assert Mail.objects.filter(person=mentee).count() == brakes.TO_ONE
    send(posted, sender, 1, person=other_mentee)


def test_after_a_while_it_goes_on(posted, sender):
    send(posted, sender, brakes.TO_ONE)
    long_ago = timezone.now() - brakes.SHORT - dt.timedelta(seconds=1)
    Mail.objects.update(created_at=long_ago)

    send(posted, sender, 1)


def test_many_to_many_waits_longer(posted, sender, monkeypatch):
    monkeypatch.setattr(brakes, "TO_ALL", 5)
    for _one in range(5):
        send(posted, sender, 1, person=PersonFactory())

    with pytest.raises(brakes.TooMuch, match="in the last hour"):
        send(posted, sender, 1, person=PersonFactory())


def test_another_sender_is_not_held_back(posted, sender):
    send(posted, sender, brakes.TO_ONE)

    send(posted, PersonFactory(), 1)


def test_what_one_writes_to_oneself_and_what_a_sweep_writes_is_not_counted(
    posted, sender, mentee
):
    send(posted, mentee, brakes.TO_ONE + 1, person=mentee)
    for number in range(brakes.TO_ONE + 1):
        posted(object_id=f"swept {number}")

    send(posted, sender, 1)


def test_what_goes_to_many_on_one_press_is_not_counted(posted, sender):
    send(posted, sender, brakes.TO_ONE + 1, kind="tests.bulk")

    send(posted, sender, 1)


def test_posting_the_same_again_is_not_another(posted, sender):
    with acting_as(sender):
        for _again in range(brakes.TO_ONE + 1):
            posted()

    assert Mail.objects.count() == 1
