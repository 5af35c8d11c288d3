"""Wakes a worker. Nothing is lost when nobody hears it: sweeps come by."""

import logging
import time

from django.db import connection, transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# Somebody waits for a page while we look for the broker in vain: once in a while only.
QUIET_SECONDS = 30
_quiet_until = 0.0


def call(task, *arguments) -> bool:
    """Have a worker run `task` soon; False when no broker takes the message.

    For work that a sweep finds again. After a broker did not answer, this process
    asks it nothing for `QUIET_SECONDS`.
    """
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    try:
        task.delay(*arguments)
    except (OperationalError, OSError, RuntimeError) as error:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("No broker (%s): a sweep does what waits.", type(error).__name__)
        return False
    return True


def ring_on_commit():
    """Ring once when the running transaction is committed."""
    if all(waiting[1] is not ring for waiting in connection.run_on_commit):
        transaction.on_commit(ring, robust=True)


def ring():
    """Have what may be sent by now sent."""
    from reminders import tasks

    call(tasks.deliver)
