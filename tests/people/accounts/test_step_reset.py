"""The way out for who lost the second step: host, mailbox and password together."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core import signing
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.accounts.services.notes import Event
from people.accounts.services.step_resets import SALT, ask_step_reset, step_reset_path
from people.models import StepReset
from people.services.departures import mark_left
from reminders.asking import Asking, why_not
from reminders.message import make_message
from reminders.models import Mail
from tests.factories import PersonFactory
from tests.people.accounts.test_notes import OTHER, PASSWORD, passkey_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    person = PersonFactory(language="en")
    with time_machine.travel(timezone.now() - dt.timedelta(days=30)):
        person.set_password(PASSWORD)
    person.save()
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    passkey_of(person)
    return person


def ask(person):
    said = StringIO()
    call_command("reset_second_step", person.email.upper(), stdout=said)
    return said.getvalue()


def link_of(person):
    """As it stands in the mail that leaves."""
    mail = Mail.objects.filter(kind="people.step_reset").latest("pk")
    mail.person = person
    assert why_not(mail, Asking()) is None
    (link,) = [word for word in make_message(mail).body.split() if "http" in word]
    return link.removeprefix("http://localhost:8000")


def steps_of(person):
    return Authenticator.objects.filter(user=person).count()


def test_host_link_and_password_together_take_it_away(client, person):
    inside = Client()
    inside.force_login(person, "django.contrib.auth.backends.ModelBackend")
    ask(person)
    link = link_of(person)
    assert person.full_name in client.get(link).text

    page = client.post(link, {"password": PASSWORD}, follow=True)

    assert "Your second step is gone. Sign in now." in page.text
    assert steps_of(person) == 0
    assert inside.get("/").status_code == 302
    told = Mail.objects.filter(kind="people.way_in").values_list("context__event")
    assert list(told) == [(Event.STEPS_TAKEN,)]
    sign_in(client, person)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_host_learns_nothing_that_lets_in(client, person):
    said = ask(person)

    assert said.startswith(f"{person} gets a mail. Its link takes the second step away")
    assert "/people/" not in said
    sign_in(client, person)
    assert "_auth_user_id" not in client.session
    assert steps_of(person) == 2


@pytest.mark.parametrize("password", ["", OTHER, "x" * 2000])
def test_the_link_is_not_enough(client, person, password):
    ask(person)

    page = client.post(link_of(person), {"password": password})

    assert page.status_code == 200
    assert "_auth_user_id" not in client.session
    assert steps_of(person) == 2


def test_guessing_with_the_link_is_limited(client, person):
    ask(person)
    link = link_of(person)
    codes = [client.post(link, {"password": str(n)}).status_code for n in range(7)]

    assert codes == [200] * 5 + [429] * 2
    assert client.post(link, {"password": PASSWORD}).status_code == 429
    assert steps_of(person) == 2


def test_the_link_counts_only_after_the_host_asked(client, person):
    for forged in (signing.dumps(7, salt=SALT), signing.dumps(7), "x"):
        path = reverse("people:step_reset", args=[forged])
        assert client.post(path, {"password": PASSWORD}).status_code == 404
    assert steps_of(person) == 2


@pytest.mark.parametrize("end", ["used", "a day", "again", "kept", "closed"])
def test_a_link_ends(client, person, end):
    ask(person)
    link, later = link_of(person), timezone.now()
    if end == "used":
        client.post(link, {"password": PASSWORD})
        TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    elif end == "a day":
        later += dt.timedelta(days=1, minutes=1)
    elif end == "again":
        ask(person)
    elif end == "kept":
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        client.post(reverse("people:step_reset_withdraw"))
        client.logout()
    else:
        mark_left(person=person, by=PersonFactory())
    before = steps_of(person)

    with time_machine.travel(later):
        page = client.post(link, {"password": PASSWORD})

    assert (page.status_code, "This link has ended." in page.text) == (404, True)
    assert steps_of(person) == before


def test_a_password_chosen_meanwhile_ends_it(client, person):
    """Whoever reads the mail could choose one by a link there."""
    ask(person)
    link = link_of(person)
    person.refresh_from_db()
    person.set_password(OTHER)
    person.save()

    assert client.post(link, {"password": OTHER}).status_code == 404
    assert steps_of(person) == 2


def test_who_shows_the_second_step_needs_no_way_around_it(client, person):
    ask(person)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    sign_in(client, person)

    client.post(reverse("mfa_authenticate"), {"code": code})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert not StepReset.objects.standing().exists()
    mail = Mail.objects.get(kind="people.step_reset")
    assert why_not(mail, Asking()) == Mail.State.DROPPED


def test_it_stands_on_the_page_of_ways_in_until_it_is_withdrawn(client, person):
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    page = reverse("people:ways_in")
    assert "Keep the second step" not in client.get(page).text
    ask(person)
    assert "Keep the second step" in client.get(page).text
    # Nobody withdraws that of another.
    other = Client()
    other.force_login(PersonFactory(), "django.contrib.auth.backends.ModelBackend")
    other.post(reverse("people:step_reset_withdraw"))
    assert StepReset.objects.standing().exists()

    client.post(reverse("people:step_reset_withdraw"))

    assert "Keep the second step" not in client.get(page).text


def test_who_has_no_password_shows_single_sign_on(client, person):
    person.set_unusable_password()
    person.save()
    SocialAccount.objects.create(user=person, provider="organisation", uid="1")
    link = step_reset_path(ask_step_reset(person=person))

    page = client.post(link, {"password": ""})
    assert "Sign in first, as far as the page" in page.text
    assert steps_of(person) == 2

    at_second_step(client, PersonFactory())
    client.post(link)
    assert steps_of(person) == 2

    at_second_step(client, person)
    client.post(link)
    assert steps_of(person) == 0


def at_second_step(client, person):
    """As the sign-in library keeps who has shown the first step."""
    if not steps_of(person):
        TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    session = client.session
    session[LOGIN_SESSION_KEY] = Login(user=person, email=person.email).serialize()
    session[LOGIN_SESSION_KEY]["state"] = {"stages": {"current": "mfa_authenticate"}}
    session.save()


@pytest.mark.parametrize("missing", ["second step", "first step", "person"])
def test_the_command_refuses_what_makes_no_sense(person, missing):
    if missing == "second step":
        Authenticator.objects.all().delete()
    elif missing == "first step":
        person.set_unusable_password()
        person.save()
    email = "nobody@firm.example" if missing == "person" else person.email
    words = "Nobody has the address" if missing == "person" else f"has no {missing}"

    with pytest.raises(CommandError, match=words):
        call_command("reset_second_step", email)
    assert not StepReset.objects.exists()
