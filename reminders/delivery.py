"""Delivers what the ledger holds: never lost, never doubled (design).

A mail is claimed for a while, asked whether it still holds, marked as handed over in a
transaction of its own, sent, and recorded. Whoever dies before the mark leaves a mail
that is sent again; whoever dies after it, one of which nobody knows: `unknown`, not sent
twice. Each claim raises the fence, and only who has the present fence may write.
"""

import datetime as dt
import logging
import smtplib
import time
from contextlib import contextmanager, suppress

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from reminders import bell, day
from reminders.asking import Asking, NotHeard, why_not
from reminders.errors import where
from reminders.message import make_message
from reminders.models import OF_THE_DAY, UNWRITTEN, Mail

logger = logging.getLogger(__name__)

# Longer than a task may run: nobody is still busy when it ends.
LEASE = dt.timedelta(minutes=15)
# A server that takes its 20 seconds (EMAIL_TIMEOUT) for each ends them within the lease.
BATCH = 20
# Then the worker turns to other work; far from the nine minutes that a task may take.
SECONDS_A_ROUND = 240
# Before each next attempt, when the server says "not now".
WAITS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]
ATTEMPTS = len(WAITS) + 1


class NoServer(Exception):
    """The mail server cannot be reached: nothing was handed over."""


def deliver_ready() -> None:
    """Send what may be sent by now, in rounds; ask for another when time is up."""
    recover()
    asking = Asking()
    until = time.monotonic() + SECONDS_A_ROUND
    while mails := claim():
        while mails:
            if time.monotonic() > until:
                release(mails)
                bell.ring("reminders.deliver")
                return
            try:
                deliver(mails[0], asking)
            except NoServer as error:
                logger.warning("The mail server cannot be reached: %s.", error)
                release(mails)
                return
            mails.pop(0)


def recover() -> None:
    """Settle what somebody claimed and never finished."""
    ended = Mail.objects.filter(state=Mail.State.CLAIMED, leased_until__lt=Now())
    freed = {"fence": F("fence") + 1, "leased_until": None}
    unknown = ended.exclude(handed_over_at=None).update(
        state=Mail.State.UNKNOWN, error="interrupted", way_in=None, **freed
    )
    # One that takes every worker along does not go round for ever.
    failed = ended.filter(attempts__gte=ATTEMPTS).update(
        state=Mail.State.FAILED, error="interrupted", way_in=None, **freed
    )
    again = ended.update(state=Mail.State.WAITING, **freed)
    if unknown or failed or again:
        logger.warning(
            "Claims that ended: %s unknown, %s failed, %s to be sent again.",
            *(unknown, failed, again),
        )


def claim() -> list[Mail]:
    """Take some of what may be sent by now, past what others hold."""
    with transaction.atomic(durable=True):
        ready = (
            Mail.objects.ready()
            .order_by("not_before", "pk")
            .select_for_update(skip_locked=True)
            .values_list("pk", flat=True)[:BATCH]
        )
        mine = list(ready)
        Mail.objects.filter(pk__in=mine).update(
            state=Mail.State.CLAIMED,
            leased_until=Now() + LEASE,
            fence=F("fence") + 1,
            attempts=F("attempts") + 1,
        )
        claimed = Mail.objects.filter(pk__in=mine).order_by("not_before", "pk")
        return list(claimed.select_related("person__organisation"))


def release(mails: list[Mail]) -> None:
    """Give back claims of which nothing was handed over."""
    for mail in mails:
        held(mail).filter(handed_over_at=None).update(
            state=Mail.State.WAITING, leased_until=None, attempts=F("attempts") - 1
        )


def deliver(mail: Mail, asking: Asking) -> None:
    """Send one claimed mail, or settle why not; raises NoServer."""
    mails = []
    try:
        if state := why_not(mail, asking):
            record(mail, state=state, error=mail.error)
            return
        if mail.kind == OF_THE_DAY:
            mails = day.gather(mail, asking)
            if not mails:
                record(mail, state=Mail.State.DROPPED)
                return
        message = make_message(mail, mails)
        # Refuses what cannot be a message while there is no doubt about it.
        message.message().as_bytes()
    except NotHeard:
        postpone(mail)
        return
    except Exception as error:  # A letter of any room may fail in any way.
        logger.error("Mail %s cannot be written: %s.", mail.pk, where(error))
        try_later(mail, f"{UNWRITTEN}: {type(error).__name__}")
        return
    with connected() as connection:
        if hand_over(mail, mails):
            send(connection, mail, message)


def postpone(mail: Mail) -> None:
    """Its room cannot say whether it holds: ask again in a while."""
    held(mail).update(
        state=Mail.State.WAITING,
        leased_until=None,
        attempts=F("attempts") - 1,
        send_after=timezone.now() + WAITS[0],
    )


@contextmanager
def connected():
    """A connection of one mail's own: whether it is alive is known."""
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        raise NoServer(reason(error)) from None
    try:
        yield connection
    finally:
        # What is said goodbye to has already answered.
        with suppress(smtplib.SMTPException, OSError):
            connection.close()


def hand_over(mail: Mail, mails=()) -> bool:
    """Mark that from here on it may have been sent; False when it is not ours now."""
    with transaction.atomic(durable=True):
        until = Now() + LEASE
        ours = held(mail).filter(handed_over_at=None, leased_until__gt=Now())
        marked = ours.update(handed_over_at=timezone.now(), leased_until=until)
        if marked and not day.claim_told(mail, mails, until):
            transaction.set_rollback(True)
            return False
        return bool(marked)


def send(connection, mail: Mail, message) -> None:
    try:
        connection.send_messages([message])
    except (smtplib.SMTPException, OSError) as error:
        record_failure(mail, error, in_doubt=getattr(connection, "in_doubt", False))
    else:
        record(mail, state=Mail.State.SENT, sent_at=timezone.now(), error="")


def record_failure(mail: Mail, error: Exception, *, in_doubt: bool) -> None:
    """Sort out what the server answered, or that it did not."""
    code = code_of(error)
    if code is None and in_doubt:
        record(mail, state=Mail.State.UNKNOWN, error=reason(error))
    elif isinstance(error, smtplib.SMTPSenderRefused) or code is None or code < 500:
        try_later(mail, reason(error))
    else:
        record(mail, state=Mail.State.FAILED, error=reason(error), handed_over_at=None)


def try_later(mail: Mail, error: str) -> None:
    if mail.attempts >= ATTEMPTS:
        record(mail, state=Mail.State.FAILED, error=error, handed_over_at=None)
        return
    record(
        mail,
        state=Mail.State.WAITING,
        error=error,
        handed_over_at=None,
        send_after=timezone.now() + WAITS[mail.attempts - 1],
    )


def record(mail: Mail, **outcome) -> None:
    """Write how it ended, unless the claim was taken over meanwhile."""
    if outcome["state"] != Mail.State.WAITING:
        # It is sent once, whatever became of it: no way in is kept any longer.
        outcome["way_in"] = None
    with transaction.atomic():
        ours = held(mail).update(leased_until=None, **outcome)
        if ours and mail.kind == OF_THE_DAY:
            day.record_told(mail, outcome)
    if ours:
        logger.info("Mail %s: %s", mail.pk, outcome["state"])
    else:
        logger.warning("Mail %s is no longer ours: nothing recorded.", mail.pk)


def held(mail: Mail):
    return Mail.objects.filter(pk=mail.pk, state=Mail.State.CLAIMED, fence=mail.fence)


def code_of(error: Exception) -> int | None:
    """The server's own answer in digits; None when there was none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    code = getattr(error, "smtp_code", None)
    return code if isinstance(code, int) and code > 0 else None


def reason(error: Exception) -> str:
    """Kind and code: what a server says in words may quote a person's address."""
    words = [type(error).__name__, code_of(error)]
    return " ".join(str(word) for word in words if word)
