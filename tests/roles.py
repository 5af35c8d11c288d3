"""The worker's part in a test that commits nothing, in the worker's own role.

A test that takes the fixture `at_work` connects as the superuser, who becomes the web
role at once, and the worker's and back for what a worker does: the same connection, and
so the same transaction.
"""

from contextlib import contextmanager

from django.db import connections
from django.db.backends.signals import connection_created

from calendars import services as calendars
from crossmentor.database import base
from crossmentor.embedded import postgres
from spaces.acting import acting_as

BOTH = "IN_BOTH_ROLES"
WEB, WORKER = "crossmentor_web", "crossmentor_worker"


def take_both(wanted: bool) -> None:
    """Connect so that the roles can change, or as other tests do."""
    connection = connections["default"]
    if wanted == has_both():
        return
    connection.close()
    there = postgres.parameters("superuser" if wanted else "web")
    del there["NAME"]
    connection.settings_dict |= there | {"EMBEDDED": not wanted, BOTH: wanted}
    base.judged.add(postgres.SUPERUSER)


def has_both() -> bool:
    return connections["default"].settings_dict.get(BOTH, False)


def become_web(connection, **kwargs):
    # Other tests connect as the superuser to be one, and this one may as the worker.
    known = connection.settings_dict
    if known.get(BOTH) and known["USER"] == postgres.SUPERUSER:
        become(connection, WEB)


connection_created.connect(become_web)


def become(connection, role):
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION {role}")


@contextmanager
def worker():
    """For the block, the connection is the worker's, and nobody acts."""
    connection = connections["default"]
    known = connection.settings_dict
    if known["USER"] == WORKER:
        yield
        return
    assert has_both(), "the test takes no `at_work`"
    with acting_as(None):
        become(connection, WORKER)
        connection.settings_dict = known | {"USER": WORKER}
        try:
            yield
        finally:
            connection.settings_dict = known
            if not connection.needs_rollback:
                become(connection, WEB)


def in_line() -> int:
    """What a worker does of calendars when the bell rings; how many mails it posts."""
    with worker():
        return calendars.bring_stale_in_line()
