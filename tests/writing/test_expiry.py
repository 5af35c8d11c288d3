import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from spaces.acting import acting_as
from spaces.models import AuditEvent
from tests.conftest import connect_as
from writing import tasks
from writing.models import Snapshot
from writing.services import give_words


@pytest.fixture
def given(mentee, mentor):
    """A text given until so many days from now; answers its space."""

    def _given(days):
        until = timezone.localdate() + dt.timedelta(days=days)
        with acting_as(mentee), transaction.atomic():
            return give_words(
                author=mentee, reader=mentor, title="Goal", body="Mine", until=until
            ).space_id

    return _given


@pytest.mark.django_db
def test_what_was_given_ends_after_its_last_day(given, mentor):
    gone, stays = given(-2), given(2)

    tasks.expire.apply(throw=True)

    with acting_as(mentor):
        assert list(Snapshot.objects.values_list("space", flat=True)) == [stays]
    ended = AuditEvent.objects.filter(verb=AuditEvent.Verb.EXPIRED)
    assert list(ended.values_list("space_id", flat=True)) == [gone]


@pytest.mark.django_db
def test_after_its_last_day_nobody_else_reads_it_whatever_the_worker_does(
    given, mentor, mentee
):
    gone, last_day = given(-2), given(0)

    def read():
        return set(Snapshot.objects.values_list("space", flat=True))

    with acting_as(mentor):
        assert read() == {last_day}
    with acting_as(mentee):
        assert read() == {gone, last_day}


@pytest.mark.django_db(transaction=True)
def test_the_worker_may_end_what_it_cannot_read(given):
    gone, _stays = given(-2), given(2)

    with connect_as("worker") as worker:
        ended = worker.execute("SELECT spaces_expire()").fetchall()

    assert ended == [(gone,)]
