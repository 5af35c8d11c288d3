"""Wakes a worker. Nothing is lost when nobody hears it: sweeps come by.

Tasks are called by name: who asks for one imports none of it.
"""

import logging
import time
from dataclasses import dataclass

from celery import signature
from django.db import connection, transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# Somebody waits for a page while we look for the broker in vain: once in a while only.
QUIET_SECONDS = 30
_quiet_until = 0.0


@dataclass(frozen=True)
class Call:
    """A task that is to run, and with what."""

    task: str
    arguments: tuple

    def __call__(self):
        ring(self.task, *self.arguments)


def ring_on_commit(task: str, *arguments) -> None:
    """Have a worker run `task` when the running transaction is committed, asked once.

    For work that a sweep finds again.
    """
    call = Call(task, arguments)
    if all(waiting[1] != call for waiting in connection.run_on_commit):
        # A broker that is away must not undo what is committed, nor what else follows it.
        transaction.on_commit(call, robust=True)


def ring(task: str, *arguments) -> bool:
    """Have a worker run `task` soon; False when no broker takes the message.

    For work that a sweep finds again. After a broker did not answer, this process
    asks it nothing for `QUIET_SECONDS`.
    """
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    try:
        # The task itself where it is known, else its name along the routes.
        signature(task).delay(*arguments)
    except (OperationalError, OSError, RuntimeError) as error:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("No broker (%s): a sweep does what waits.", type(error).__name__)
        return False
    return True
