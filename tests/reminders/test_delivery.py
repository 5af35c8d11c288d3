import datetime as dt
import smtplib
from types import SimpleNamespace

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from people.services.departures import mark_left
from reminders import delivery, tasks
from reminders.asking import Asking
from reminders.models import Mail
from reminders.services import stop

pytestmark = pytest.mark.django_db


class Server:
    """A mail connection that answers what it is told to."""

    def __init__(self, error=None, in_doubt=False, refuses=None):
        self.error, self.in_doubt, self.refuses = error, in_doubt, refuses
        self.taken = []

    def open(self):
        if self.refuses:
            raise self.refuses

    def close(self):
        raise smtplib.SMTPServerDisconnected

    def send_messages(self, messages):
        self.taken += messages
        if self.error:
            raise self.error


@pytest.fixture
def server(monkeypatch):
    def _server(**answers):
        found = Server(**answers)
        monkeypatch.setattr(delivery, "get_connection", lambda: found)
        return found

    return _server


def let_leases_end():
    Mail.objects.exclude(leased_until=None).update(leased_until=Now())


def test_what_is_ready_is_sent_once(posted, mailoutbox, mentee):
    mail = posted()

    delivery.deliver_ready()
    delivery.deliver_ready()

    mail.refresh_from_db()
    assert [message.recipients() for message in mailoutbox] == [[mentee.email]]
    assert (mail.state, mail.leased_until, mail.error) == ("sent", None, "")
    assert mail.sent_at


def test_what_may_not_leave_yet_waits(posted, mailoutbox):
    posted(not_before=timezone.now() + dt.timedelta(minutes=5))

    delivery.deliver_ready()

    assert mailoutbox == []


def test_more_than_a_batch_is_sent(posted, mailoutbox, monkeypatch):
    monkeypatch.setattr(delivery, "BATCH", 2)
    for number in range(5):
        posted(object_id=number)

    delivery.deliver_ready()

    assert len(mailoutbox) == 5


def test_when_time_is_up_the_rest_is_given_back(posted, mailoutbox, monkeypatch, rung):
    monkeypatch.setattr(delivery, "SECONDS_A_ROUND", -1)
    mail = posted()

    delivery.deliver_ready()

    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mailoutbox) == ("waiting", 0, [])
    assert rung() == [("reminders.deliver",)]


def test_what_is_not_wanted_any_more_is_dropped(posted, mailoutbox):
    from tests.reminders.letters import switch

    mail = posted()
    switch["holds"] = False

    delivery.deliver_ready()

    mail.refresh_from_db()
    assert (mail.state, mailoutbox) == ("dropped", [])


def test_mails_to_somebody_who_left_are_held(
    posted, mentee, coordinator, mailoutbox, monkeypatch
):
    monkeypatch.setattr("people.services.departures.post", lambda **said: None)
    mark_left(person=mentee, by=coordinator)
    mail = posted()

    delivery.deliver_ready()

    mail.refresh_from_db()
    assert (mail.state, mailoutbox) == ("held", [])


def test_a_stopped_kind_stays_in_the_inbox(posted, mentee, other_mentee, mailoutbox):
    stop(person_id=mentee.pk, kind="tests.nudge")
    stopped, other = posted(), posted(person=other_mentee)

    delivery.deliver_ready()

    stopped.refresh_from_db()
    other.refresh_from_db()
    assert (stopped.state, other.state, len(mailoutbox)) == ("kept", "sent", 1)
    assert list(Mail.objects.inbox_of(mentee)) == [stopped]


def test_what_cannot_be_stopped_is_sent_all_the_same(posted, mentee, mailoutbox):
    stop(person_id=mentee.pk, kind="tests.summons")
    posted(kind="tests.summons")

    delivery.deliver_ready()

    assert len(mailoutbox) == 1


def test_what_is_so_no_more_at_the_last_moment_is_not_sent(posted, mailoutbox):
    from tests.reminders.letters import switch

    posted()
    [mail] = delivery.claim()
    switch["holds"] = False

    delivery.deliver(mail, Asking())

    mail.refresh_from_db()
    assert (mail.state, mailoutbox) == ("dropped", [])


def test_a_claim_is_not_given_out_twice(posted):
    posted()

    assert len(delivery.claim()) == 1
    assert delivery.claim() == []


def test_who_lost_the_claim_sends_nothing(posted, mailoutbox):
    posted()
    [stale] = delivery.claim()
    let_leases_end()
    delivery.recover()
    [fresh] = delivery.claim()

    delivery.deliver(stale, Asking())
    assert mailoutbox == []

    delivery.deliver(fresh, Asking())
    assert len(mailoutbox) == 1


def test_who_lost_the_claim_while_sending_records_nothing(posted, caplog):
    posted()
    [mail] = delivery.claim()
    delivery.hand_over(mail)
    let_leases_end()
    delivery.recover()

    delivery.record(mail, state=Mail.State.SENT)

    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("unknown", "interrupted")
    assert "no longer ours" in caplog.text


def test_an_ended_lease_cannot_be_handed_over(posted):
    posted()
    [mail] = delivery.claim()
    let_leases_end()

    assert not delivery.hand_over(mail)


def test_a_claim_nobody_finished_is_sent_again(posted, mailoutbox):
    mail = posted()
    delivery.claim()
    let_leases_end()

    tasks.sweep.apply(throw=True)
    delivery.deliver_ready()

    mail.refresh_from_db()
    assert (mail.state, len(mailoutbox), mail.attempts) == ("sent", 1, 2)


def test_a_mail_that_takes_every_worker_along_ends(posted):
    mail = posted()
    for _ in range(delivery.ATTEMPTS):
        assert delivery.claim()
        let_leases_end()
        delivery.recover()

    mail.refresh_from_db()
    assert (mail.state, delivery.claim()) == ("failed", [])


@pytest.mark.parametrize(
    ("error", "in_doubt", "state", "said"),
    [
        (
            smtplib.SMTPServerDisconnected("x"),
            True,
            "unknown",
            "SMTPServerDisconnected",
        ),
        (TimeoutError(), True, "unknown", "TimeoutError"),
        (
            smtplib.SMTPServerDisconnected("x"),
            False,
            "waiting",
            "SMTPServerDisconnected",
        ),
        (
            smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"a@b.example")}),
            False,
            "failed",
            "SMTPRecipientsRefused 550",
        ),
        (
            smtplib.SMTPRecipientsRefused({"a@b.example": (450, b"grey")}),
            False,
            "waiting",
            "SMTPRecipientsRefused 450",
        ),
        (smtplib.SMTPDataError(554, b"spam"), True, "failed", "SMTPDataError 554"),
        (smtplib.SMTPDataError(451, b"later"), True, "waiting", "SMTPDataError 451"),
        (
            smtplib.SMTPSenderRefused(550, b"who?", "us@firm.example"),
            False,
            "waiting",
            "SMTPSenderRefused 550",
        ),
    ],
    ids=lambda value: str(value)[:30] if isinstance(value, str) else "",
)
def test_each_answer_of_the_server_is_sorted_out(
    posted, server, error, in_doubt, state, said, caplog
):
    mail = posted()
    server(error=error, in_doubt=in_doubt)

    delivery.deliver_ready()

    mail.refresh_from_db()
    assert (mail.state, mail.error) == (state, said)
    assert (mail.handed_over_at is None) == (state != "unknown")
    assert "@" not in caplog.text


def test_not_now_waits_longer_each_time_and_then_ends(posted, server):
    mail = posted()
    busy = server(error=smtplib.SMTPDataError(451, b"later"))
    waits = []

    for _ in range(delivery.ATTEMPTS):
        delivery.deliver_ready()
        mail.refresh_from_db()
        if mail.state == "waiting":
            waits.append(mail.send_after - timezone.now())
        Mail.objects.update(send_after=timezone.now())

    assert (mail.state, len(busy.taken)) == ("failed", 8)
    assert [round(wait.total_seconds() / 60) for wait in waits] == [
        *(1, 5, 15, 60, 240, 720, 1440)
    ]


def test_a_mail_that_waits_its_turn_is_not_ready(posted, server):
    posted()
    busy = server(error=smtplib.SMTPDataError(451, b"later"))

    delivery.deliver_ready()
    delivery.deliver_ready()

    assert len(busy.taken) == 1


def test_without_a_server_nothing_is_lost_nor_counted(posted, server, mailoutbox):
    first, second = posted(), posted(object_id=8)
    server(refuses=ConnectionRefusedError())

    delivery.deliver_ready()

    for mail in (first, second):
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == ("waiting", 0)
        assert mail.handed_over_at is None


def test_a_letter_that_cannot_be_written_keeps_no_other_back(
    posted, mailoutbox, monkeypatch, caplog
):
    broken, fine = posted(), posted(object_id=8)
    make_message = delivery.make_message

    def failing(mail, told):
        if mail.pk == broken.pk:
            raise ZeroDivisionError
        return make_message(mail, told)

    monkeypatch.setattr(delivery, "make_message", failing)
    delivery.deliver_ready()

    assert "ZeroDivisionError in" in caplog.text
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.state, broken.error) == ("waiting", "writing: ZeroDivisionError")
    assert fine.state == "sent"


def test_goodbye_failing_after_the_answer_raises_no_doubt(posted, server):
    mail = posted()
    server()

    delivery.deliver_ready()

    mail.refresh_from_db()
    assert mail.state == "sent"


def test_the_log_names_no_person_and_no_subject(posted, mentee, caplog):
    caplog.set_level("DEBUG", logger="reminders")
    mail = posted()

    delivery.deliver_ready()

    assert f"Mail {mail.pk}: sent" in caplog.text
    for said in (mentee.email, mentee.given_name, "intake", "Anna"):
        assert said not in caplog.text


def test_a_conversation_knows_whether_the_message_began_to_leave():
    from reminders.smtp import EmailBackend

    backend = EmailBackend()
    assert not backend.in_doubt

    backend.connection = SimpleNamespace(begun=True)
    assert backend.in_doubt
