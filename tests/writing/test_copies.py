"""Any text that is about oneself alone is given to one reader, until a date (R7)."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from intake.models import JUDGEMENT, PREPARATION, PREPARATIONS, REPORT
from programmes.models import OWN_WORDS
from spaces.acting import acting_as
from tests.factories import PersonFactory, write_text
from writing.kinds import kinds
from writing.models import Snapshot

pytestmark = pytest.mark.django_db
WORDS = "Mijn mentor belt mij 's avonds thuis"


@pytest.fixture
def seat(group, mentee):
    return group.seats.get(person=mentee)


@pytest.fixture
def text(seat, mentee):
    return write_text(by=mentee, kind=PREPARATION, key=seat.pk, body=WORDS).text


@pytest.fixture
def adviser(organisation):
    """A colleague with no part in any group."""
    return PersonFactory(organisation=organisation)


def addresses(text):
    return [
        reverse(f"writing:{name}", args=[text.pk]) for name in ("give", "give_sure")
    ]


def test_a_preparation_is_given_and_taken_back(signed_in, text, mentee, adviser):
    client = signed_in(mentee)
    page = client.get(text.get_absolute_url()).text
    url, sure = addresses(text)
    assert f'href="{url}"' in page
    until = timezone.localdate() + dt.timedelta(7)

    asked = client.post(url, {"who": adviser.email, "until": until.isoformat()})
    assert WORDS.replace("'", "&#x27;") in asked.text
    said = {field.name: field.value() for field in asked.context["form"]}
    assert client.post(sure, said).status_code == 302

    with acting_as(adviser), transaction.atomic():
        copy = Snapshot.objects.get()
        assert (copy.title, copy.body) == ("Before the intake", WORDS)
    client = signed_in(adviser)
    assert "Before the intake" in client.get(reverse("writing:received")).text
    client = signed_in(mentee)
    client.post(reverse("writing:take_back", args=[copy.pk]))
    with acting_as(adviser), transaction.atomic():
        assert not Snapshot.objects.exists()


def test_others_do_not_give_it(signed_in, text, mentor, other_mentee, coordinator):
    for person in (mentor, other_mentee, coordinator):
        client = signed_in(person)
        for url in addresses(text):
            assert client.post(url, {"who": mentor.email}).status_code == 404
        assert client.get(addresses(text)[0]).status_code == 404


def test_a_mentor_gives_nothing_that_is_about_a_mentee(signed_in, seat, mentor):
    """Shares nothing about a mentee with anybody (R7)."""
    client = signed_in(mentor)
    for kind in (JUDGEMENT, REPORT):
        text = write_text(by=mentor, kind=kind, key=seat.pk, body=WORDS).text
        for url in addresses(text):
            assert client.post(url, {"who": "x"}).status_code == 404
        assert addresses(text)[0] not in client.get(text.get_absolute_url()).text


def test_which_kinds_may_be_given():
    assert {kind.name for kind in kinds().values() if kind.may_be_given} == {
        *("goal", "exercise", OWN_WORDS),
        *PREPARATIONS,
    }
