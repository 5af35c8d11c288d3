"""Ways in wait sealed, and only the web process makes them."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import signing
from django.db import connection

from people.accounts.services.invitations import (
    find_invitation,
    invitation_path,
    invite,
    waiting_path,
)
from people.accounts.services.passwords import new_password_path
from people.accounts.tokens import new_password_tokens
from reminders import delivery
from reminders.links import open_way_in, read_answer, seal_way_in, sign_answer
from reminders.models import Mail
from reminders.services import stop
from spaces.errors import DomainError
from spaces.sealing import CannotOpen
from tests.factories import PersonFactory

PATH = "/people/invitation/a-way-in/"
TO = "anna@firm.example"


def test_a_way_in_opens_for_its_address_alone():
    sealed = seal_way_in(PATH, to=TO)

    assert open_way_in(sealed, to=TO.upper()) == PATH
    assert PATH.encode() not in sealed
    with pytest.raises(CannotOpen):
        open_way_in(sealed, to="bram@firm.example")
    with pytest.raises(CannotOpen):
        open_way_in(sealed[:-1] + b"x", to=TO)


def test_a_new_mail_key_goes_on_with_what_the_old_one_made(settings):
    sealed, answer = seal_way_in(PATH, to=TO), sign_answer([7, "kind"], salt="stop")
    settings.MAIL_KEY_FALLBACKS, settings.MAIL_KEY = [settings.MAIL_KEY], "another one"

    assert open_way_in(sealed, to=TO) == PATH
    assert read_answer(answer, salt="stop") == [7, "kind"]

    settings.MAIL_KEY_FALLBACKS = []
    with pytest.raises(CannotOpen):
        open_way_in(sealed, to=TO)
    with pytest.raises(signing.BadSignature):
        read_answer(answer, salt="stop")


@pytest.mark.django_db
def test_a_mail_leads_to_its_way_in_and_forgets_it(posted, mailoutbox):
    mail = posted(way_in=PATH)
    mail.refresh_from_db()
    assert PATH.encode() not in bytes(mail.way_in)

    delivery.deliver_ready()

    mail.refresh_from_db()
    assert (mail.state, mail.way_in) == ("sent", None)
    assert settings.BASE_URL + PATH in mailoutbox[0].body
    assert settings.BASE_URL + mail.link not in mailoutbox[0].body


@pytest.mark.django_db
def test_a_mail_that_is_not_sent_keeps_no_way_in(posted, mentee, mailoutbox):
    from tests.reminders.letters import switch

    posted(way_in=PATH)
    switch["holds"] = False
    delivery.deliver_ready()
    switch["holds"] = True
    posted(way_in=PATH, object_id=8)
    stop(person_id=mentee.pk, kind="tests.nudge")

    delivery.deliver_ready()

    rows = Mail.objects.order_by("pk").values_list("state", "way_in")
    assert list(rows) == [("dropped", None), ("kept", None)]
    assert mailoutbox == []


@pytest.mark.django_db
def test_a_way_in_posted_again_is_the_newer_one(posted, mentee):
    posted(way_in=PATH)

    mail = posted(way_in=PATH + "newer/")

    mail.refresh_from_db()
    assert open_way_in(mail.way_in, to=mentee.email) == PATH + "newer/"


@pytest.mark.django_db
def test_a_link_that_was_moved_to_another_is_not_sent(posted, mailoutbox):
    mail = posted(way_in=PATH)
    Mail.objects.filter(pk=mail.pk).update(person=PersonFactory())

    delivery.deliver_ready()

    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("waiting", "writing: CannotOpen")
    assert mailoutbox == []


SIGN = """
import django; django.setup()
from people.models import Person
from people.accounts.services.invitations import invitation_path, waiting_path
from people.accounts.services.passwords import new_password_path
person = Person.objects.get(pk={person})
print(invitation_path(person.invitations.get()))
print(new_password_path(person))
print(waiting_path(person))
"""


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_no_way_in_and_hands_on_those_that_wait(client):
    newcomer = PersonFactory(password="")
    invitation = invite(person=newcomer)

    said = subprocess.run(
        [sys.executable, "-c", SIGN.format(person=newcomer.pk)],
        cwd=settings.ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "crossmentor.settings_test",
            "CROSSMENTOR_PROCESS": "worker",
            "CROSSMENTOR_DATABASE": connection.settings_dict["NAME"],
            "CROSSMENTOR_TEST_VAR": str(settings.VAR),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    forged, new_password, waiting = said.stdout.split()

    with pytest.raises(DomainError):
        find_invitation(forged.split("/")[-2])
    token = new_password.split("/")[-2].split("-", 1)[1]
    assert not new_password_tokens.check_token(newcomer, token)
    assert find_invitation(waiting.split("/")[-2]) == invitation
    # What the web process signs does count.
    assert find_invitation(invitation_path(invitation).split("/")[-2]) == invitation
    token = new_password_path(newcomer).split("/")[-2].split("-", 1)[1]
    assert new_password_tokens.check_token(newcomer, token)


@pytest.mark.django_db
def test_an_invitation_is_mailed_to_the_address_it_was_made_for():
    newcomer = PersonFactory(password="")
    invitation = invite(person=newcomer)
    assert waiting_path(newcomer) == invitation_path(invitation)

    newcomer.email = "elsewhere@mail.example"
    assert waiting_path(newcomer) is None
