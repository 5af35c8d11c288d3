"""Worker, composer and beat say that they are able to work: in a file and in a row.

The file is for the probe of their container (`crossmentor/health/probe.py`), the row for
`manage.py doctor`. A process that is stuck, or that reaches no broker or no database,
says nothing any more.
"""

import logging
import socket
import time
from datetime import timedelta

from celery import bootsteps
from celery.beat import PersistentScheduler
from celery.worker import state

from crossmentor.health import probe
from crossmentor.health.ready import broker_answers

logger = logging.getLogger(__name__)

# Three of them and some more fit into what the probe calls stale.
SECONDS = 15
# A machine that is gone for good is forgotten.
KEPT = timedelta(days=1)


def beat(name: str) -> None:
    """Write the row, and then, when that went well, the file of the process `name`."""
    from django.db import DatabaseError, connection

    from crossmentor.models import Beat

    try:
        Beat.objects.bulk_create(
            [Beat(name=name)],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["at"],
        )
        Beat.objects.silent_for(KEPT).delete()
    except DatabaseError as error:
        logger.warning("No beat, as no database: %s.", type(error).__name__)
        return
    finally:
        # The processes of a worker are forked from this one: none inherits it.
        connection.close()
    file = probe.file_of(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


class Pulse(bootsteps.StartStopStep):
    """Beats for a worker as long as its loop turns and its broker answers."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def start(self, consumer):
        self.entry = consumer.timer.call_repeatedly(SECONDS, self.beat, (consumer,))
        beat(consumer.hostname)

    def stop(self, consumer):
        if entry := getattr(self, "entry", None):
            entry.cancel()
            self.entry = None

    def beat(self, consumer):
        stuck = is_stuck(consumer.app.conf.task_time_limit)
        if broker_answers() and not stuck:
            beat(consumer.hostname)


def is_stuck(limit: float) -> bool:
    """Whether a task runs for longer than any may, and was not ended."""
    oldest = min(
        (request.time_start or time.time() for request in state.active_requests),
        default=time.time(),
    )
    return time.time() - oldest > limit + 2 * SECONDS


class Scheduler(PersistentScheduler):
    """The clock; it beats while what was due could be handed to the broker."""

    handed_over = True
    beat_at = float("-inf")

    def apply_async(self, *args, **kwargs):
        self.handed_over = False
        message = super().apply_async(*args, **kwargs)
        self.handed_over = True
        return message

    def tick(self, *args, **kwargs):
        seconds = super().tick(*args, **kwargs)
        if self.handed_over and time.monotonic() - self.beat_at >= SECONDS:
            self.beat_at = time.monotonic()
            beat(f"beat@{socket.gethostname()}")
        return min(seconds, SECONDS)
