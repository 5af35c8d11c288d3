"""Who left takes along what they wrote for themselves, and comes in nowhere by it."""

import datetime as dt
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import Departure
from people.services.departures import mark_left, take_back_departure
from reminders.models import Mail
from spaces.acting import acting_as
from tests.conftest import connect_as
from tests.crossmentor.pages.export.reading import rows, unpacked
from tests.factories import see_all
from writing import services

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "een zin die niemand raadt"
LEFT = reverse("left")


def write(person, body, space_id=None):
    with transaction.atomic(), acting_as(person):
        draft = services.write_text(
            kind="goal",
            key=str(uuid4()),
            by=person,
            client_id=uuid4(),
            based_on=None,
            title="",
            body=body,
        ).text
        if space_id:
            services.show_text(text=draft, space_id=space_id)


@pytest.fixture
def leaver(group, mentee, other_mentee, coordinator):
    """Wrote something, as others did who let them read it, and left."""
    see_all(group)
    write(mentee, "Van mij alleen")
    write(other_mentee, "Van een ander", group.circle_id)
    mentee.set_password(PASSWORD)
    mentee.save()
    mark_left(person=mentee, by=coordinator)
    mentee.refresh_from_db()
    return mentee


def ask(person, client=None, **typed):
    form = {"login": person.email, "password": PASSWORD} | typed
    return (client or Client()).post(LEFT, form)


def unpacked_from(answer):
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    return unpacked(answer.getvalue())


def test_the_file_holds_what_one_wrote_and_signs_nobody_in(leaver):
    client = Client()

    files = unpacked_from(ask(leaver, client))

    assert [row["body"] for row in rows(files, "goals-texts")] == ["Van mij alleen"]
    assert "Van een ander" not in "".join(files.values())
    assert "sessionid" not in client.cookies
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "typed", [{"password": "iets anders"}, {"login": "nobody@x.example"}, {"login": ""}]
)
def test_without_the_right_words_there_is_none(leaver, typed):
    answer = ask(leaver, **typed)

    assert answer.status_code == 400
    assert "Van mij alleen" not in answer.text


def test_nor_for_who_did_not_leave(leaver, other_mentee):
    other_mentee.set_password(PASSWORD)
    other_mentee.save()
    wrong = ask(leaver, password="iets anders", login=other_mentee.email)

    answer = ask(other_mentee)

    assert answer.status_code == 400
    # Nor does it tell that the password is right.
    assert answer.context["form"].errors == wrong.context["form"].errors


def test_nor_for_who_is_back(leaver, coordinator):
    take_back_departure(person=leaver, by=coordinator)
    leaver.refresh_from_db()

    assert ask(leaver).status_code == 400


def test_a_second_step_is_asked_for(leaver):
    codes = RecoveryCodes.activate(leaver)
    Authenticator.objects.create(user=leaver, type="webauthn", data={})
    [code, *_others] = codes.get_unused_codes()

    assert ask(leaver).status_code == 400
    assert ask(leaver, code="00000000").status_code == 400
    assert ask(leaver, code=code).status_code == 200
    assert ask(leaver, code=code).status_code == 400


def test_after_its_time_there_is_none(leaver, settings):
    settings.LEFT_KEPT_DAYS = 30
    long_ago = timezone.now() - dt.timedelta(days=31)
    with connect_as("superuser") as superuser:
        superuser.execute("UPDATE people_departure SET left_at = %s", [long_ago])

    assert ask(leaver).status_code == 400
    assert Departure.objects.standing().count() == 1


def test_guessing_is_slow(leaver):
    statuses = [ask(leaver, password=f"raad {n}").status_code for n in range(7)]

    assert statuses == [400] * 5 + [429] * 2
    assert ask(leaver).status_code == 429


def test_the_mail_leads_there(leaver):
    assert Mail.objects.get(kind="people.has_left").link == LEFT
