"""What somebody does in confidence changes no byte of what is shown to others."""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from intake import services as intake
from intake.models import JUDGEMENT, PREPARATION, MenteeSeat
from reminders.models import Mail
from sessions import services as sessions
from sessions.methods.texts import ALONE, RUN_NOTE
from sessions.models import OWN_NOTE, Session
from sessions.one_on_ones.keys import own_key
from spaces.acting import acting_as
from tests.factories import write_text
from tests.sessions.conftest import PARTS, act, ask, on
from tests.sessions.year.voting import open_vote

pytestmark = pytest.mark.usefixtures("at_work", "now")
TODAY = dt.date(2026, 11, 9)
CORE = "five-step.core"
# Differs each time that the same page is asked for.
EACH_TIME = re.compile(
    r'(?<=csrfmiddlewaretoken" value=")\w+|(?<=nonce=")[^"]+'
    r"|(?<=X-CSRFToken&quot;: &quot;)\w+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
TOLD = ("Cache-Control", "ETag", "Location", "Last-Modified", "Left")


@pytest.fixture
def now():
    at = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
    with time_machine.travel(at, tick=False) as clock:
        yield clock


class Stage:
    """An intake that was held, a run in which all write, a vote, a one-on-one."""

    def __init__(self, group, mentor, mentee):
        self.group, self.mentor, self.mentee = group, mentor, mentee
        self.seat = self.seat_of(mentee)
        act_on_intake = {"seat": self.seat, "on": TODAY}
        with acting_as(mentor), transaction.atomic():
            intake.hold_intake(**act_on_intake)
        self.seat = self.seat_of(mentee)
        self.meeting = Session.objects.create(group=group, on=TODAY, at=dt.time(10))
        self.vote = open_vote(group)
        self.one_on_one = ask(self.seat, mentee, "About my manager")
        started = {"session": self.meeting, "minutes": 90, "case_owner": mentee}
        self.run = act(mentor, sessions.start_run, **started, **PARTS)
        while self.run.step != CORE:
            self.run = on(self.run, mentor)

    def seat_of(self, mentee):
        return MenteeSeat.objects.with_intake().get(person=mentee)

    def pages(self):
        group, seat, run = self.group, self.seat, self.run
        named = [
            ("progress", group.programme_id),
            ("sessions:hours_of", group.programme_id),
            ("sessions:hours", None),
            ("sessions:group", group.pk),
            ("sessions:extension", group.pk),
            ("sessions:extension_reason", group.pk),
            ("sessions:point_list", seat.pk),
            ("sessions:casting", self.meeting.pk),
            ("sessions:run_news", run.pk),
            ("sessions:run_table", run.pk),
            ("intake:intake_list", None),
            ("writing:received", None),
        ]
        found = [reverse(name, args=[key] if key else []) for name, key in named]
        things = (group, seat, run, self.meeting, self.one_on_one)
        return ["/", "/inbox/", *found, *(one.get_absolute_url() for one in things)]

    def shown_to(self, clients):
        return {
            (who, page): told(client, page)
            for who, client in clients.items()
            for page in self.pages()
        }


def told(client, page):
    answer = client.get(page)
    headers = {name: answer.get(name) for name in TOLD}
    body = answer.text if answer.status_code < 400 else ""
    return answer.status_code, headers, EACH_TIME.sub("", body)


def mails_but(person):
    return list(Mail.objects.exclude(person=person).order_by("pk").values())


@pytest.fixture
def stage(group, mentor, mentee):
    return Stage(group, mentor, mentee)


@pytest.fixture
def clients(cast):
    found = {}
    for who, person in cast.items():
        if person:
            found[who] = Client()
            found[who].force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    return found


def unnoticed(stage, clients, who, deeds):
    """Each deed of `who`, one after the other, before everybody else's eyes."""
    person = getattr(stage, who)
    others = {name: client for name, client in clients.items() if name != who}
    before, mails = stage.shown_to(others), mails_but(person)
    assert sum(answer[0] == 200 for answer in before.values()) > len(before) / 3
    for deed in deeds:
        with acting_as(person), transaction.atomic():
            deed()
    after = stage.shown_to(others)
    assert [page for page in before if before[page] != after[page]] == []
    assert mails_but(person) == mails


def test_nobody_notices_what_a_mentee_does_alone(stage, clients, mentee):
    seat, key = stage.seat, f"{stage.run.pk}.{CORE}"
    case = {"session": stage.meeting, "pressing": 3, "line": "Zwijgplicht"}
    answer = {"answer": "no", "words": "Zwijgplicht"}
    point = {"text": "Zwijgplicht", "on_list": False}

    def typed(kind, key):
        write_text(by=mentee, kind=kind, key=key, body="Zwijgplicht")

    unnoticed(
        stage,
        clients,
        "mentee",
        [
            lambda: intake.answer_click(seat=seat, by=mentee, **answer),
            lambda: typed(PREPARATION, seat.pk),
            lambda: typed(ALONE, key),
            lambda: typed(RUN_NOTE, key),
            lambda: typed(OWN_NOTE, own_key(stage.one_on_one)),
            lambda: sessions.add_point(seat=seat, by=mentee, **point),
            lambda: sessions.write_case(by=mentee, **case),
            lambda: sessions.cast_ballot(extension=stage.vote, answer="stop"),
            lambda: intake.ask_another_group(seat=seat, by=mentee),
        ],
    )


def test_nobody_notices_what_a_mentor_does_alone(stage, clients, mentor, mentee):
    seat, month = stage.seat, {"first": TODAY.replace(day=1), "last": TODAY}
    answer = {"answer": "no", "words": "Zwijgplicht"}
    judged = {"teachable": "no", "has_goals": "no", "reflects": "no", "kind": "shopper"}
    referral = {"to": ["gp"], "words": "Zwijgplicht"}
    spent = {"on": TODAY, "minutes": 90}
    late = {"session": stage.meeting, "people": [mentee.pk]}

    unnoticed(
        stage,
        clients,
        "mentor",
        [
            lambda: intake.answer_click(seat=seat, by=mentor, **answer),
            lambda: intake.write_judgement(seat=seat, by=mentor, answers=judged),
            lambda: write_text(by=mentor, kind=JUDGEMENT, key=seat.pk, body="Zwijg"),
            lambda: sessions.note_late(by=mentor, **late),
            lambda: sessions.add_preparation(by=mentor, **spent),
            lambda: sessions.share_hours(by=mentor, **month),
            lambda: sessions.cast_ballot(extension=stage.vote, answer="go_on"),
            lambda: intake.refer(seat=seat, by=mentor, **referral),
        ],
    )
