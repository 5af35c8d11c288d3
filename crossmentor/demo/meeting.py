"""A group of the demonstration in the middle of its meeting: some have written alone."""

import datetime as dt
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import time_machine
from django.db import transaction
from django.utils import timezone

from crossmentor.demo.days import write_text
from sessions import services
from sessions.methods.course import Course, parts_of, text_key
from sessions.methods.minutes import plan
from sessions.methods.texts import ALONE
from sessions.models import Session
from spaces.acting import acting_as

PARTS = {"opening": "last-time", "method": "socratic", "closing": "take-along"}
WRITES, MINUTES = "socratic.questions", 90


def go_through(group, texts: list[str]):
    """Now, up to where each writes; the clock holds, so that it looks so all day.

    The first of its mentees has not written yet: somebody looks in as that one.
    """
    mentor = group.seats.held().mentors().get().person
    seats = group.seats.held().mentees().taking_part().order_by("pk")
    _looks_in, brings, *writers = [seat.person for seat in seats]
    slots = plan(MINUTES, *parts_of(*PARTS.values()))
    writes = next(slot for slot in slots if slot.key == WRITES)
    started = timezone.now() - dt.timedelta(minutes=writes.starts + 3)
    run = _start(_meeting(group, started), mentor, brings, started)
    for here in slots[: slots.index(writes)]:
        moment = started + dt.timedelta(minutes=here.starts + here.minutes)
        with _at(mentor, moment):
            run = services.step_on(run=run, by=mentor, version=run.version)
    for person, words in zip(writers, texts, strict=False):
        with _at(person, timezone.now()):
            write_text(person, ALONE, text_key(run, Course(run).slot), words)
    with _at(writers[0], timezone.now()):
        services.say_ready(run=run, by=writers[0], since=run.since)
    with _at(mentor, timezone.now()):
        services.pause(run=run, by=mentor, version=run.version)


def _meeting(group, started) -> Session:
    here = started.astimezone(ZoneInfo(group.programme.time_zone))
    today = group.sessions.filter(on=here.date()).first()
    return today or Session.objects.create(
        group=group, on=here.date(), at=here.time().replace(second=0, microsecond=0)
    )


def _start(session, mentor, brings, started):
    with _at(mentor, started):
        return services.start_run(
            session=session, by=mentor, minutes=MINUTES, case_owner=brings, **PARTS
        )


@contextmanager
def _at(person, moment):
    with (
        time_machine.travel(moment, tick=True),
        acting_as(person),
        transaction.atomic(),
    ):
        yield
