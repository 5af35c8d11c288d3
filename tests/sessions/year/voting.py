"""Votes on going on together in tests: the database's own clock says what is over."""

import datetime as dt
from contextlib import contextmanager

from django.db import connection

from groups.models import Pause
from sessions.models import Extension
from sessions.year.services import extending
from spaces.acting import acting_as
from tests.roles import WEB, become, worker

LONG_AGO = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
FAR_OFF = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)


def open_vote(group, **more):
    with worker():
        return Extension.objects.create(
            group=group,
            **{
                "after_months": 12,
                "ends_on": dt.date(2027, 9, 1),
                "months": 12,
                "opened_at": LONG_AGO,
                "closes_at": FAR_OFF,
            }
            | more,
        )


@contextmanager
def superuser():
    become(connection, "DEFAULT")
    try:
        yield
    finally:
        become(connection, WEB)


def pause(seat):
    """By any clock: that of the database, which counts, and the one of a test."""
    with acting_as(seat.group.mentor):
        return Pause.objects.create(seat=seat, began_at=LONG_AGO, ends_at=FAR_OFF)


def end_pause(running):
    with acting_as(running.seat.person):
        running.ended_at = LONG_AGO + dt.timedelta(days=1)
        running.save(update_fields=["ended_at"])


def time_is_over(extension):
    with superuser():
        moments = {"opened_at": LONG_AGO, "closes_at": LONG_AGO + dt.timedelta(days=1)}
        Extension.objects.filter(pk=extension.pk).update(**moments)


@contextmanager
def still_open(extension):
    """By the database's own clock too, whenever the tests run."""
    found = Extension.objects.filter(pk=extension.pk)
    with superuser():
        found.update(closes_at=FAR_OFF)
    yield
    with superuser():
        found.update(closes_at=extension.closes_at)


def close(extension) -> bool:
    with worker():
        return extending.close_extension(extension_id=extension.pk)


def ballots(extension) -> list[tuple]:
    """As who administers the database could see them meanwhile."""
    with superuser(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, answer FROM mentoring_sessions_ballot "
            "WHERE extension_id = %s ORDER BY person_id",
            [extension.pk],
        )
        return cursor.fetchall()
