"""Two workers that bring one group in line at once, for real, tell each calendar once."""

import datetime as dt
from threading import Barrier, Event, Thread

import pytest
from django.db import connection
from django.utils import timezone

from calendars.models import Stale, Told
from calendars.services import bring_in_line, bring_stale_in_line, telling
from reminders.models import Mail
from sessions import services
from sessions.models import Session
from tests.factories import ProgrammeFactory, formed_group

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run these in threads that start together; raises what one of them raised."""
    barrier, failed = Barrier(len(acts)), []

    def run(act):
        try:
            barrier.wait(10)
            act()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []


@pytest.fixture
def groups():
    programme = ProgrammeFactory()
    groups = [formed_group(programme) for _ in range(3)]
    for group in groups:
        for day in (1, 2, 3):
            on = dt.date.today() + dt.timedelta(30 + day)
            services.plan_session(
                group=group, kind="guest", on=on, at=dt.time(9), minutes=60
            )
    return groups


def test_each_calendar_is_told_once(groups, as_worker):
    as_worker()
    numbers = [group.pk for group in groups]

    at_once(
        bring_stale_in_line,
        bring_stale_in_line,
        lambda: bring_in_line(groups=numbers),
        lambda: bring_in_line(groups=numbers[::-1]),
    )

    assert Mail.objects.filter(kind="calendars.planned").count() == 3 * 5 * 3
    assert Mail.objects.count() == Told.objects.count() == 3 * 5 * 3
    assert set(Told.objects.values_list("sequence", flat=True)) == {0}
    assert not Stale.objects.exists()


def test_what_changes_meanwhile_is_not_lost(groups, as_worker):
    as_worker()
    sessions = list(Session.objects.order_by("pk"))

    def move(session):
        services.move_session(
            session=session, on=session.on, at=dt.time(11), minutes=60
        )

    at_once(
        lambda: [move(session) for session in sessions],
        *[lambda: [bring_stale_in_line() for _ in range(6)]] * 2,
    )
    bring_stale_in_line()

    waiting = Mail.objects.filter(state="waiting")
    assert {row.told["at"] for row in Told.objects.all()} == {"11:00:00"}
    assert set(waiting.values_list("pk", flat=True)) == set(
        Told.objects.values_list("mail", flat=True)
    )
    assert not Stale.objects.exists()


def test_who_looked_first_does_not_write_what_was_so(groups, as_worker, monkeypatch):
    """One worker lingers after it looked; what changes then is another's to tell."""
    as_worker()
    bring_stale_in_line()
    Mail.objects.update(state="sent", handed_over_at=timezone.now())
    looked, moved = Event(), Event()
    real, slow = telling.wanted_in, []

    def look(numbers):
        found = list(real(numbers))
        if not slow:
            slow.append(True)
            looked.set()
            moved.wait(2)
        return found

    monkeypatch.setattr(telling, "wanted_in", look)
    session = groups[0].sessions.first()

    def move(at):
        services.move_session(session=session, on=session.on, at=at, minutes=60)

    def second():
        looked.wait(10)
        move(dt.time(15))
        bring_stale_in_line()
        moved.set()

    move(dt.time(13))
    at_once(bring_stale_in_line, second)

    told = Told.objects.filter(uid=session.uid)
    assert {row.told["at"] for row in told} == {"15:00:00"}
    assert {row.mail.context["at"] for row in told} == {"15:00:00"}
    assert {row.sequence for row in told} <= {1, 2}
