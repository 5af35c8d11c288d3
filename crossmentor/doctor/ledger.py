"""Mails leave in time: the last sweep, and the oldest that wait or are in doubt."""

from datetime import timedelta

from django.utils import timezone

from crossmentor.doctor.finding import fail, ok, warn
from crossmentor.doctor.sight import Sight
from reminders.models import Mail, Sweep

# A sweep comes each minute.
LATE = timedelta(minutes=5)
WAITS = timedelta(minutes=15)
# What did not arrive longer ago has been seen, or nobody looks.
RECENT = timedelta(days=7)
DELIVERIES = "The coordinator finds them under Delivery of mails."


def findings(sight: Sight):
    now = timezone.now()
    yield from swept(now)
    ready = Mail.objects.ready()
    oldest = ready.order_by("not_before").values_list("not_before", flat=True).first()
    if oldest and now - oldest > WAITS:
        yield fail(
            f"{ready.count()} mails wait, the oldest for {ago(now - oldest)}.",
            "See the lines on the mail server, Redis and the worker.",
        )
    else:
        yield ok("No mail waits for longer than it should.")
    for state, words in (
        (Mail.State.UNKNOWN, "mails of which it is not known whether they were sent"),
        (Mail.State.FAILED, "mails that could not be sent"),
    ):
        mails = Mail.objects.in_state(state, since=now - RECENT)
        if count := mails.count():
            first = mails.order_by("not_before").first()
            yield warn(
                f"{count} {words} in a week, the oldest {ago(now - first.not_before)} "
                "old.",
                DELIVERIES,
            )


def swept(now):
    last = Sweep.objects.first()
    if last and last.at - now > LATE:
        yield fail(
            f"The ledger was looked through {ago(last.at - now)} from now.",
            "Have the machines of worker and pages keep time by NTP.",
        )
        return
    if last is None or now - last.at > LATE:
        when = f"{ago(now - last.at)} ago" if last else "never"
        yield fail(
            f"The ledger of mails was last looked through: {when}.",
            "See that worker and beat run, and that Redis answers.",
        )
        return
    yield ok(f"The ledger was looked through {ago(now - last.at)} ago.")
    if last.failed:
        yield fail(
            f"What is due could not be said by {last.failed}.",
            "The worker's log names the place.",
        )


def ago(time: timedelta) -> str:
    seconds = max(int(time.total_seconds()), 0)
    for size, word in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds // size} {word}"
    return f"{seconds} seconds"
