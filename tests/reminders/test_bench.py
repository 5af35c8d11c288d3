"""How fast the ledger fills and empties on this machine; run with -s to read it."""

import datetime as dt
import time

import pytest
from django.utils import timezone

from reminders import sweeping
from reminders.due import Due
from reminders.models import Mail
from tests.reminders.processes import start

pytestmark = pytest.mark.bench
DUES = 10_000
MAILS = 500
found = []


def waiting(*, now, person=None):
    yield from found


@pytest.mark.django_db
def test_sweeping_what_is_due(settings, mentee):
    settings.DUE = [f"{__name__}.waiting"]
    found[:] = [
        Due("tests.nudge", mentee, None, str(number), dt.date(2026, 3, 3), "/")
        for number in range(DUES)
    ]
    for what in ("all of it new", "none of it new"):
        began = time.perf_counter()
        sweeping.write_due(timezone.now())
        print(f"\n{DUES} due, {what}: {time.perf_counter() - began:.2f} s")

    assert Mail.objects.count() == DUES


@pytest.mark.django_db(transaction=True)
def test_delivering_over_smtp(posted, server):
    for number in range(MAILS):
        posted(object_id=number)

    began = time.perf_counter()
    assert start(server, "-m", "tests.reminders.work").wait() == 0
    seconds = time.perf_counter() - began

    print(f"\n{MAILS} mails by one worker: {MAILS / seconds:.0f} a second")
    assert len(server.messages) >= MAILS
