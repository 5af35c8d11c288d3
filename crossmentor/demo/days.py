"""How somebody of the demonstration does something on a day of before."""

import datetime as dt
from contextlib import contextmanager
from itertools import cycle, islice
from uuid import uuid4

import time_machine
from django.db import transaction
from django.utils import timezone

from people.models import Person
from spaces.acting import acting_as
from writing import services as writing
from writing.models import Text


def at(day: dt.date, hour: int = 10):
    zone = timezone.get_default_timezone()
    moment = dt.datetime.combine(day, dt.time(hour), zone)
    return time_machine.travel(min(moment, dt.datetime.now(zone)), tick=True)


@contextmanager
def doing(person: Person, day: dt.date, hour: int = 10):
    """As `person`, in one transaction, on that day."""
    with at(day, hour), acting_as(person), transaction.atomic():
        yield


def workday(day: dt.date) -> dt.date:
    """That day, or the Monday after it in a weekend."""
    return day + dt.timedelta((7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def write_text(by: Person, kind: str, key, body: str) -> Text:
    saved = writing.write_text(
        kind=kind, key=str(key), by=by, client_id=uuid4(), based_on=None, body=body
    )
    return saved.text


def pick(texts, number):
    return next(islice(cycle(texts), number % len(texts), None))
