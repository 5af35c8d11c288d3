"""Wakes the worker. Nothing is lost when nobody hears it: the sweep comes by."""

import logging

from django.db import connection, transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def ring_on_commit():
    """Ring once when the running transaction is committed."""
    if all(waiting[1] is not ring for waiting in connection.run_on_commit):
        transaction.on_commit(ring, robust=True)


def ring():
    from reminders import tasks

    try:
        tasks.deliver.delay()
    except (OperationalError, OSError, RuntimeError) as error:
        logger.warning(
            "No broker (%s): the sweep sends what waits.", type(error).__name__
        )
