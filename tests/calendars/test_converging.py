"""Whatever happens in a group, and however its mails arrive: calendars say what is so.

Histories at random, through the services and the worker's own functions; the mails are
read as bytes by two strict programs, in the order in which they left and in another.
"""

import datetime as dt
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, seed, settings

from calendars import services as calendars
from calendars.file import calendar_file
from spaces.acting import acting_as
from tests.calendars import mailbox, truth
from tests.calendars.histories import BEGAN, DAY, DELAYS, HISTORIES, HOUR, late, live
from tests.calendars.life import Life
from tests.calendars.lines import Refused
from tests.calendars.parsers import by_icalendar, by_vobject
from tests.calendars.programs import Gmail, Outlook, calendars_in, subscribed

pytestmark = pytest.mark.usefixtures("at_work")
# Far from the meetings: where the zone of a file is not read, that shows.
OWN = ZoneInfo("America/New_York")


@pytest.fixture(scope="module")
def life(django_db_setup, django_db_blocker):
    """A group that begins anew with each history; nothing is ever committed."""
    with django_db_blocker.unblock(), mailbox.without_network(), undone():
        with connection.cursor() as cursor:
            # A strict program may read for long while nothing is asked.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        with time_machine.travel(BEGAN, tick=False):
            life = Life()
        yield life


@contextmanager
def undone():
    """What happens in it has not happened; delivery commits for itself, as in a test."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


def look(life, by_address, delays):
    """All calendars of everybody say what is so."""
    for person in concerned(life, by_address):
        is_so = truth.calendar_of(person)
        for shows in all_that_show(person, by_address[person.email], delays):
            shown = truth.calendar_of(person, shows)
            assert (shown.to_come, shown.been) == (is_so.to_come, is_so.been)


def concerned(life, by_address):
    """Who sits in the group, or ever heard of it."""
    sit = {seat.person_id for seat in life.group.seats.held()}
    return [
        person for person in life.people if person.pk in sit or by_address[person.email]
    ]


def all_that_show(person, messages, delays):
    with acting_as(person), translation.override(person.reads_in):
        feed = calendar_file(calendars.feed_entries(person))
    for kind in Gmail, Outlook:
        yield subscribed(feed, kind(person.email, OWN).reading)
        for arrived in messages, late(messages, delays):
            yield read(kind(person.email, OWN), arrived).shows()


def read(program, messages):
    """No mail of ours is one that a program refuses."""
    for message in messages:
        try:
            program.take(message)
        except Refused as refused:
            said = [part.body.decode() for part in calendars_in(message)]
            raise AssertionError("\n".join([f"{program}: {refused}", *said])) from None
    return program


def look_at_the_page(person):
    """What its list of meetings shows as still to come."""
    client = Client()
    client.force_login(person, django_settings.AUTHENTICATION_BACKENDS[0])
    page = client.get(reverse("sessions:session_list"))
    now = dt.datetime.now(dt.UTC)
    shows = [
        (one.starts_at, one.minutes, one.place)
        for one in page.context["upcoming"]
        if one.starts_at > now
    ]
    meetings = truth.calendar_of(person, truth.meetings_of(person)).to_come
    assert shows == [(one.starts_at, one.minutes, one.place) for one in meetings]


def look_with_others(by_address):
    """Readers that know nothing of ours read the same in each file."""
    reading = Gmail("", OWN).reading
    for messages in by_address.values():
        for message in messages:
            for part in calendars_in(message):
                shows = subscribed(part.body, reading)
                assert by_icalendar(part.body) == by_vobject(part.body) == shows


ANY = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.mark.parametrize("part", range(4))
def test_calendars_say_what_is_so(life, part):
    """Two hundred histories; in four parts, so that they run side by side."""

    @seed(part)
    @settings(max_examples=50, database=None, **ANY)
    @given(history=HISTORIES, delays=DELAYS)
    def holds(history, delays):
        with undone():
            for by_address in live(life, history):
                look(life, by_address, delays)
                for person in concerned(life, by_address)[-1:]:
                    look_at_the_page(person)

    holds()


@pytest.mark.slow
@settings(max_examples=2000, **ANY)
@given(history=HISTORIES, delays=DELAYS)
def test_calendars_say_what_is_so_however_long_one_tries(life, history, delays):
    with undone():
        for by_address in live(life, history):
            look(life, by_address, delays)
            look_with_others(by_address)
            for person in concerned(life, by_address):
                look_at_the_page(person)


# All that a year may bring, once.
YEAR = [
    (("plan_intake", 0, 2, dt.time(9, 30), "Utrecht"), HOUR),
    (("plan_intake", 0, 3, dt.time(16), "Lemmer"), DAY),
    (("pick", 10, dt.time(16), "Utrecht"), DAY),
    (("agree", 6, 2, dt.time(16), "Utrecht"), DAY),
    (("move", 3, 1, dt.time(9, 30), "Lemmer"), HOUR),
    (("move", 4, 50, dt.time(9, 30), "Lemmer"), HOUR),
    (("call_off", 2), 30 * DAY),
    (("talk", 1, 5, dt.time(16), ""), DAY),
    (("join", 0), DAY),
    (("agree", 3, 1, dt.time(9, 30), ""), 30 * DAY),
    (("lead",), DAY),
    (("rename", "Fire"), HOUR),
    (("leave", 1), DAY),
    (("come_back",), DAY),
    (("from_here", 3, 2, 4, dt.time(16), "Utrecht"), 30 * DAY),
    (("end",), DAY),
]


def test_a_year_is_told_day_by_day(life):
    with undone():
        for by_address in live(life, YEAR, often=True):
            look(life, by_address, [2, 0, -3])
        look_with_others(by_address)


def test_a_year_goes_through_a_mail_server(life):
    with undone(), mailbox.at_a_port():
        for by_address in live(life, YEAR):
            look(life, by_address, [0])
            assert sum(map(len, by_address.values())) == len(mailbox.left) > 20
