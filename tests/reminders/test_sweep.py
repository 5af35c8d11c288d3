import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from reminders import sweeping, tasks
from reminders.due import Due
from reminders.models import Mail

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
found = []


def waiting(*, now, person=None):
    assert person is None
    yield from found


def broken(*, now, person=None):
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _source(settings):
    found.clear()
    settings.DUE = [f"{__name__}.waiting"]


@pytest.fixture
def due(mentee, programme):
    def _due(**given):
        kept = {
            "kind": "tests.alarm",
            "person": mentee,
            "programme_id": programme.pk,
            "zone": programme.time_zone,
            "object_id": 7,
            "since": dt.date(2026, 3, 3),
            "link": "/intake/7/",
            "context": {"name": "Anna", "since": dt.date(2026, 3, 9)},
        }
        found.append(Due(**kept | given))

    return _due


def sweep(at=NOON):
    with time_machine.travel(at, tick=False):
        tasks.sweep.apply(throw=True)


def test_what_is_due_is_written_down_once(due, mentee, programme, rung):
    due()

    sweep()
    sweep()

    mail = Mail.objects.get()
    assert mail.key == f"{programme.pk}|{mentee.pk}|tests.alarm|7|2026-03-03"
    assert (mail.person, mail.programme_id, mail.link) == (
        mentee,
        programme.pk,
        "/intake/7/",
    )
    assert mail.context == {"name": "Anna", "since": "2026-03-09"}
    assert rung() == [("reminders.deliver",), ("reminders.deliver",)]


def test_a_sweep_and_a_post_agree_on_the_key(due, posted):
    posted(kind="tests.alarm", day=dt.date(2026, 3, 3))
    due()

    sweep()

    assert Mail.objects.count() == 1


def test_another_day_is_another_mail(due):
    due()
    due(day=dt.date(2026, 3, 10))

    sweep()

    assert Mail.objects.count() == 2


def test_what_was_sent_is_not_written_again(due):
    due()
    sweep()
    Mail.objects.update(state=Mail.State.SENT)

    sweep()

    assert Mail.objects.get().state == Mail.State.SENT


def test_what_only_the_page_shows_gets_no_mail(due):
    due(mail=False)

    sweep()

    assert not Mail.objects.exists()


def test_no_reminder_leaves_before_the_morning_of_the_programme(due, rung):
    due()

    sweep(at=dt.datetime(2026, 3, 3, 3, tzinfo=dt.UTC))

    assert Mail.objects.get().not_before == dt.datetime(2026, 3, 3, 6, tzinfo=dt.UTC)
    assert rung() == []


def test_a_room_that_fails_does_not_silence_the_others(due, settings, caplog):
    settings.DUE = [f"{__name__}.broken", *settings.DUE]
    due()

    sweep()

    assert Mail.objects.count() == 1
    assert "broken cannot say what is due" in caplog.text


def test_the_bell_keeps_silent_when_nothing_is_ready(rung):
    sweep()

    assert rung() == []


@pytest.mark.parametrize("count", [1, 5])
def test_sweeping_asks_the_database_a_fixed_number_of_times(
    due, count, django_assert_num_queries
):
    for number in range(count):
        due(object_id=number)

    with django_assert_num_queries(15):
        sweep()


def test_a_sweep_asks_the_clock(due):
    before = timezone.now()
    due()
    tasks.sweep.apply(throw=True)

    assert Mail.objects.get().created_at >= before


def test_two_sweeps_at_once_write_one_mail(due, monkeypatch):
    due()
    frozen = sweeping.letters.frozen

    def meanwhile(context, person):
        monkeypatch.setattr(sweeping.letters, "frozen", frozen)
        sweeping.write_due(NOON)
        return frozen(context, person)

    monkeypatch.setattr(sweeping.letters, "frozen", meanwhile)
    sweep()

    assert Mail.objects.count() == 1
