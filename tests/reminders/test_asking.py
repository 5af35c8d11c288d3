"""What waits is asked again as it leaves: it says what is so then, or stays."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from reminders import delivery, tasks
from reminders.due import Due
from reminders.models import Mail
from tests.reminders.letters import switch

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
dues = []


def waiting(*, now, person=None):
    yield from dues


def broken(*, now, person=None):
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def clock(settings):
    dues.clear()
    settings.DUE = [f"{__name__}.waiting"]
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def alarm(mentee, programme):
    def alarm(name="Anna", **given):
        usual = {
            "kind": "tests.alarm",
            "person": mentee,
            "programme_id": programme.pk,
            "zone": programme.time_zone,
            "object_id": "7",
            "since": NOON.date(),
            "link": "/",
            "context": {"name": name},
        }
        return Due(**usual | given)

    return alarm


def states():
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))


def write_down_before(change):
    """A sweep writes down what waits; then the world changes."""
    tasks.sweep.apply(throw=True)
    change()
    delivery.deliver_ready()


def test_what_is_due_no_more_is_dropped(alarm, mailoutbox):
    dues.append(alarm())

    write_down_before(dues.clear)

    assert (states(), mailoutbox) == (["dropped"], [])


def test_what_is_otherwise_is_said_as_it_is(alarm, mailoutbox):
    dues.append(alarm())

    write_down_before(lambda: dues.__setitem__(0, alarm("Bo", link="/bo/")))

    assert [mail.subject for mail in mailoutbox] == ["Plan your intake with Bo"]
    assert "/bo/" in mailoutbox[0].body
    assert Mail.objects.get().context == {"name": "Bo"}


def test_what_is_due_again_comes_back(alarm, mailoutbox):
    dues.append(alarm())
    write_down_before(dues.clear)
    dues.append(alarm("Bo"))

    tasks.sweep.apply(throw=True)
    delivery.deliver_ready()

    assert states() == ["sent"]
    assert [mail.subject for mail in mailoutbox] == ["Plan your intake with Bo"]


def test_it_is_said_in_the_language_of_that_moment(alarm, mentee, mailoutbox):
    dues.append(alarm())

    def speaks_dutch():
        type(mentee).objects.update(language="nl")

    write_down_before(speaks_dutch)

    assert mailoutbox[0].subject == "Plan je intake met Anna"


def test_a_sweep_drops_it_before_it_would_leave(alarm):
    dues.append(alarm())
    tasks.sweep.apply(throw=True)
    dues.clear()

    with time_machine.travel(NOON + dt.timedelta(minutes=1), tick=False):
        tasks.sweep.apply(throw=True)

    assert states() == ["dropped"]


def test_a_room_that_cannot_say_drops_nothing(alarm, settings, mailoutbox):
    dues.append(alarm())

    def breaks():
        settings.DUE = [f"{__name__}.broken"]

    write_down_before(breaks)
    tasks.sweep.apply(throw=True)
    assert (states(), mailoutbox) == (["waiting"], [])
    assert Mail.objects.get().attempts == 0

    settings.DUE = [f"{__name__}.waiting"]
    with time_machine.travel(NOON + dt.timedelta(minutes=2), tick=False):
        delivery.deliver_ready()
    assert states() == ["sent"]


def test_what_was_posted_says_its_facts_of_that_moment(posted, mailoutbox):
    posted()
    switch["says"] = {"name": "Bo"}

    delivery.deliver_ready()

    assert mailoutbox[0].subject == "Plan your intake with Bo"


def test_a_later_one_overtakes_it(posted, mailoutbox):
    posted(object_id="7.1", context={"name": "Anna"})
    posted(object_id="71.1", context={"name": "Chris"})
    posted(object_id="7.2", context={"name": "Bo"})

    delivery.deliver_ready()

    assert states() == ["dropped", "sent", "sent"]
    said = {mail.subject.rpartition(" ")[2] for mail in mailoutbox}
    assert said == {"Bo", "Chris"}


def test_what_is_not_worth_sending_any_more_stays_in_the_inbox(
    posted, mentee, signed_in, mailoutbox
):
    posted()

    with time_machine.travel(NOON + dt.timedelta(days=15), tick=False):
        delivery.deliver_ready()
        page = signed_in(mentee).get("/inbox/").text

    assert (states(), mailoutbox) == (["kept"], [])
    assert "it would have come too late" in page


def test_what_is_posted_while_a_round_lasts_is_heard(alarm, posted, mailoutbox, clock):
    """It was not due when the rooms were heard for the mail before it."""
    asking = delivery.Asking()
    dues.append(alarm(object_id="8"))
    posted(kind="tests.alarm", object_id=8, day=timezone.localdate())
    [mail] = delivery.claim()
    delivery.deliver(mail, asking)
    clock.shift(dt.timedelta(seconds=1))
    dues.append(alarm())
    posted(kind="tests.alarm", day=timezone.localdate())
    [mail] = delivery.claim()
    delivery.deliver(mail, asking)

    assert states() == ["sent", "sent"]


def test_no_room_is_heard_for_what_was_posted(posted, settings, caplog, mailoutbox):
    """A link to sign in does not wait until all rooms have told what is due."""
    settings.DUE = [f"{__name__}.broken"]
    posted(kind="tests.summons")

    delivery.deliver_ready()

    assert (states(), len(mailoutbox)) == (["sent"], 1)
    assert "cannot say what is due" not in caplog.text
