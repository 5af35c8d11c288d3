"""Workers are killed at each step of a delivery; what arrived is counted."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager

import pytest
from django.db.models.functions import Now

from reminders import delivery
from reminders.models import Mail
from tests.reminders import mortal
from tests.reminders.processes import start
from tests.walks import thinned

KILLED = -signal.SIGKILL
# How often it arrived in the end, and what the ledger says of it.
OUTCOMES = {
    "claiming": (1, "sent"),
    "claimed": (1, "sent"),
    "connected": (1, "sent"),
    "marked": (0, "unknown"),
    "half": (0, "unknown"),
    "taken": (1, "unknown"),
    "recorded": (1, "sent"),
}


@contextmanager
def ended(process):
    """Kills the process, and those it started, at the end of the block."""
    try:
        yield process
    finally:
        kill_all(process)


def kill_all(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def let_leases_end():
    Mail.objects.exclude(leased_until=None).update(leased_until=Now())


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not come about in time."
        time.sleep(0.05)


def states():
    return dict(Mail.objects.values_list("message_id", "state"))


@thinned(every=4)
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_step_neither_loses_nor_doubles(posted, server, every):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    workers = start(server, "-m", "tests.reminders.mortal", **pipes)

    def work(step):
        workers.stdin.write(f"{step}\n")
        workers.stdin.flush()
        return int(workers.stdout.readline())

    with workers:
        assert workers.stdout.readline() == "ready\n"
        for number, step in enumerate(mortal.STEPS[::every]):
            struck = posted(object_id=2 * number)
            bystander = posted(object_id=2 * number + 1)

            assert work(step) == KILLED
            # While the lease lasts nobody else touches it.
            assert work("") == 0
            let_leases_end()
            assert work("") == 0

            arrived = server.counts
            for mail in (struck, bystander):
                mail.refresh_from_db()
            assert (step, arrived[str(struck.message_id)], struck.state) == (
                step,
                *OUTCOMES[step],
            )
            assert arrived[str(bystander.message_id)] == 1
            assert bystander.state == "sent"
        workers.stdin.close()


@pytest.mark.django_db(transaction=True)
def test_a_mail_in_doubt_is_in_the_inbox(posted, mentee):
    mail = posted()
    [claimed] = delivery.claim()
    assert delivery.hand_over(claimed)
    let_leases_end()
    delivery.recover()

    assert list(Mail.objects.inbox_of(mentee).values_list("pk", "state")) == [
        (mail.pk, "unknown")
    ]


@pytest.mark.django_db(transaction=True)
def test_celery_delivers_what_is_posted_and_what_is_due(posted, server, tmp_path):
    """Worker and beat, Redis, PostgreSQL and SMTP as they are, as the worker role."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    celery = ("-m", "celery", "--app", "crossmentor")
    schedule = str(tmp_path / "beat")
    with (
        ended(start(server, *celery, "worker", "-c", "1", **quiet, process_group=0)),
        ended(start(server, *celery, "beat", "-s", schedule, **quiet, process_group=0)),
    ):
        # The bell of a committed transaction, or beat's sweep: whichever is first.
        posted()
        # The server has a mail before the ledger knows.
        until(lambda: list(states().values()) == ["sent", "sent"])
        time.sleep(2.5)

    assert sorted(server.counts.values()) == [1, 1]
    assert set(Mail.objects.values_list("kind", "state")) == {
        ("tests.nudge", "sent"),
        ("tests.alarm", "sent"),
    }


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(20))
def test_workers_killed_at_any_moment(posted, server, round_):
    """Three workers at once, killed after a time that differs each round."""
    server.wait = 0.01
    for number in range(40):
        posted(object_id=number)

    workers = [start(server, "-m", "tests.reminders.work") for _ in range(3)]
    for number, worker in enumerate(workers):
        time.sleep(0.02 + 0.03 * ((round_ + number) % 7))
        if len(server.messages) < 3:
            until(lambda: len(server.messages) >= 3)
        worker.kill()
        worker.wait()
    time.sleep(0.2)
    let_leases_end()
    last = start(server, "-m", "tests.reminders.work")
    assert last.wait() == 0

    arrived, told = server.counts, states()
    assert max(arrived.values()) == 1
    for message_id, state in told.items():
        assert state in ("sent", "unknown")
        if state == "sent":
            assert arrived[str(message_id)] == 1
    unknown = sum(state == "unknown" for state in told.values())
    assert unknown <= 3


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_celery_killed_while_sending(posted, server, tmp_path):
    """The worker and all its children die in the middle of mails, five times."""
    server.wait = 0.1
    for number in range(60):
        posted(object_id=number)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    celery = ("-m", "celery", "--app", "crossmentor")
    schedule = str(tmp_path / "beat")
    with ended(
        start(server, *celery, "beat", "-s", schedule, **quiet, process_group=0)
    ):
        for _ in range(5):
            had = len(server.messages)
            worker = start(
                server, *celery, "worker", "-c", "2", **quiet, process_group=0
            )
            with ended(worker):
                until(lambda had=had: len(server.messages) > had + 5)
            time.sleep(0.3)
            let_leases_end()
        worker = start(server, *celery, "worker", "-c", "2", **quiet, process_group=0)
        with ended(worker):
            until(
                lambda: (
                    not Mail.objects.filter(state__in=["waiting", "claimed"]).exists()
                )
            )

    assert max(server.counts.values()) == 1
    for message_id, state in states().items():
        assert state in ("sent", "unknown")
        if state == "sent":
            assert server.counts[str(message_id)] == 1
