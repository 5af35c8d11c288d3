"""What waits is told in one mail a day at most, at seven in its reader's morning."""

import datetime as dt

import pytest
import time_machine

from reminders import day, delivery, tasks
from reminders.due import Due
from reminders.models import Mail
from reminders.services import stop
from tests.reminders.letters import switch
from tests.reminders.test_delivery import Server, let_leases_end

pytestmark = pytest.mark.django_db
# Noon in Amsterdam.
NOON = dt.datetime(2026, 3, 3, 11, tzinfo=dt.UTC)
SEVEN = dt.datetime(2026, 3, 4, 6, tzinfo=dt.UTC)
A_DAY = dt.timedelta(days=1)
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
        # Somebody looks every minute.
        tasks.sweep.apply(throw=True)
        yield clock


@pytest.fixture
def chore(mentee, programme):
    def chore(name="Anna", **given):
        usual = {
            "kind": "tests.chore",
            "person": mentee,
            "programme_id": programme.pk,
            "zone": programme.time_zone,
            "object_id": name,
            "since": NOON.date(),
            "link": f"/{name}/",
            "context": {"name": name},
        }
        return Due(**usual | given)

    return chore


def work():
    tasks.sweep.apply(throw=True)
    delivery.deliver_ready()


def told():
    return list(
        Mail.objects.exclude(kind=day.OF_THE_DAY)
        .order_by("pk")
        .values_list("object_id", "state")
    )


def test_it_comes_at_seven_the_most_pressing_first(posted, chore, clock, mailoutbox):
    posted(kind="tests.news", object_id="a", context={"name": "Ada"}, link="/ada/")
    dues.append(chore("Bo"))
    work()
    clock.move_to(SEVEN - dt.timedelta(minutes=1))
    work()
    assert mailoutbox == []

    clock.move_to(SEVEN)
    work()
    work()

    [mail] = mailoutbox
    assert mail.subject == "2 messages from Crossmentor"
    assert mail.body.index("* Chore: Bo") < mail.body.index("* News: Ada")
    assert "http://localhost:8000/Bo/" in mail.body
    assert "http://localhost:8000/ada/" in mail.alternatives[0].content
    assert told() == [("a", "sent"), ("Bo", "sent")]


def test_one_thing_is_told_as_its_own_letter(chore, clock, mailoutbox):
    dues.append(chore("Bo"))
    work()
    clock.move_to(SEVEN)
    work()

    [mail] = mailoutbox
    assert mail.subject == "Chore: Bo"
    assert "http://localhost:8000/Bo/" in mail.body
    assert mail.extra_headers["List-Unsubscribe"]


def test_there_is_one_a_day(posted, chore, clock, mailoutbox):
    posted(kind="tests.news", object_id="a")
    clock.move_to(SEVEN)
    work()
    posted(kind="tests.news", object_id="b")
    dues.append(chore("Bo"))
    for hour in range(1, 24):
        clock.move_to(SEVEN + dt.timedelta(hours=hour))
        work()
    assert len(mailoutbox) == 1

    clock.move_to(SEVEN + A_DAY)
    work()
    assert [mail.subject for mail in mailoutbox][1:] == ["2 messages from Crossmentor"]


def test_it_is_the_morning_of_the_reader(posted, programme, mentee, clock, mailoutbox):
    programme.time_zone = "America/New_York"
    programme.save()
    posted(kind="tests.news", zone="America/New_York")
    clock.move_to(SEVEN)
    work()
    assert mailoutbox == []

    clock.move_to(dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC))
    work()
    assert len(mailoutbox) == 1


def test_it_tells_what_is_so_at_that_moment(posted, chore, clock, mailoutbox):
    posted(kind="tests.news", object_id="a", context={"name": "Ada"})
    dues[:] = [chore("Bo"), chore("Chris")]
    work()
    dues[:] = [chore("Bo", context={"name": "Bob"})]
    switch["says"] = {"name": "Adam"}
    clock.move_to(SEVEN)
    work()

    [mail] = mailoutbox
    assert "* Chore: Bob" in mail.body
    assert "* News: Adam" in mail.body
    assert "Chris" not in mail.body
    assert told() == [("a", "sent"), ("Bo", "sent"), ("Chris", "dropped")]


def test_with_nothing_left_to_tell_none_is_sent(posted, clock, mailoutbox):
    posted(kind="tests.news")
    switch["holds"] = False
    clock.move_to(SEVEN)
    work()
    assert (mailoutbox, told()) == ([], [("7", "dropped")])


def test_what_worker_and_beat_missed_at_seven_comes_when_they_are_back(
    chore, clock, mailoutbox
):
    dues.append(chore("Bo"))
    clock.move_to(SEVEN + dt.timedelta(hours=3))
    work()

    assert [mail.subject for mail in mailoutbox] == ["Chore: Bo"]


def test_after_nine_days_without_a_worker_there_is_one(
    posted, chore, clock, mailoutbox
):
    for number in range(9):
        posted(kind="tests.news", object_id=number, context={"name": str(number)})
        clock.shift(A_DAY)
    dues.append(chore("Bo"))
    work()
    work()

    [mail] = mailoutbox
    assert mail.subject == "10 messages from Crossmentor"


def test_what_is_stopped_stays_in_the_inbox(posted, mentee, clock, mailoutbox):
    posted(kind="tests.news", object_id="a")
    posted(kind="tests.notice", object_id="b")
    stop(person_id=mentee.pk, kind=day.OF_THE_DAY)
    clock.move_to(SEVEN)
    work()

    # What cannot be stopped comes all the same.
    assert told() == [("a", "kept"), ("b", "sent")]
    assert len(mailoutbox) == 1


def test_the_inbox_shows_at_once_what_gathers_and_not_the_mail_of_the_day(
    posted, mentee, clock
):
    mail = posted(kind="tests.news")
    assert list(Mail.objects.inbox_of(mentee)) == [mail]

    clock.move_to(SEVEN)
    work()
    assert Mail.objects.filter(kind=day.OF_THE_DAY).count() == 1
    assert list(Mail.objects.inbox_of(mentee)) == [mail]


def test_what_the_server_refuses_is_refused_for_all_of_it(posted, clock, monkeypatch):
    import smtplib

    posted(kind="tests.news")
    clock.move_to(SEVEN)
    error = smtplib.SMTPDataError(554, b"no")
    monkeypatch.setattr(delivery, "get_connection", lambda: Server(error=error))
    work()

    assert told() == [("7", "failed")]


def test_not_now_gathers_again(posted, clock, monkeypatch, mailoutbox):
    import smtplib

    posted(kind="tests.news")
    clock.move_to(SEVEN)
    error = smtplib.SMTPDataError(451, b"later")
    with monkeypatch.context() as busy:
        busy.setattr(delivery, "get_connection", lambda: Server(error=error))
        work()
    assert told() == [("7", "waiting")]

    clock.shift(dt.timedelta(minutes=2))
    work()
    assert told() == [("7", "sent")]
    assert len(mailoutbox) == 1


def test_a_room_that_is_long_silent_uses_up_no_attempts(chore, clock, settings):
    """A server that is busy once, after that, would be the end of the mail."""
    dues.append(chore())
    work()
    clock.move_to(SEVEN)
    settings.DUE = [f"{__name__}.broken"]
    for _minute in range(delivery.ATTEMPTS):
        work()
        clock.shift(dt.timedelta(minutes=1))
    settings.DUE = [f"{__name__}.waiting"]

    work()

    found = Mail.objects.get(kind=day.OF_THE_DAY)
    assert (found.state, found.attempts) == ("sent", 1)


def test_who_dies_while_handing_over_leaves_all_of_it_in_doubt(posted, mentee, clock):
    posted(kind="tests.news")
    clock.move_to(SEVEN)
    tasks.sweep.apply(throw=True)
    [mail] = delivery.claim()
    assert delivery.hand_over(mail, day.gather(mail, delivery.Asking()))
    let_leases_end()
    delivery.recover()

    assert told() == [("7", "unknown")]
    assert [one.state for one in Mail.objects.inbox_of(mentee)] == ["unknown"]


def test_what_changed_while_it_was_written_is_not_handed_over(posted, clock):
    item = posted(kind="tests.news")
    clock.move_to(SEVEN)
    tasks.sweep.apply(throw=True)
    [mail] = delivery.claim()
    found = day.gather(mail, delivery.Asking())
    Mail.objects.filter(pk=item.pk).update(state=Mail.State.DROPPED)

    assert not delivery.hand_over(mail, found)
    mail.refresh_from_db()
    assert mail.handed_over_at is None


def test_somebody_who_has_left_gets_none(
    posted, coordinator, mentee, clock, mailoutbox
):
    from people.services.departures import mark_left

    posted(kind="tests.news")
    with pytest.MonkeyPatch.context() as quiet:
        quiet.setattr("people.services.departures.post", lambda **said: None)
        mark_left(person=mentee, by=coordinator)
    clock.move_to(SEVEN)
    work()

    assert (told(), mailoutbox) == ([("7", "held")], [])
