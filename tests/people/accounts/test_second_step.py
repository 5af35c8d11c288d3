"""A second step holds: against guessing, forgotten passwords and copies of the database."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.accounts.services.passwords import new_password_path
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PASSWORD = "een zin die niemand raadt"


def code_of(secret, late=0):
    """What the app shows now, or in a half minute that is `late` steps later."""
    counter = list(yield_hotp_counters_from_time())[1] + late
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def person():
    person = PersonFactory(language="en")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, person):
    form = {"login": person.email, "password": PASSWORD}
    return client.post(reverse("account_login"), form)


@pytest.fixture
def secret(client, person):
    """The secret of the second step that `person` has just set up."""
    sign_in(client, person)
    page = client.get(reverse("mfa_activate_totp"), follow=True)
    # Whoever finds an open screen does not know the password.
    assert page.redirect_chain[-1][0].startswith(reverse("account_reauthenticate"))
    client.post(page.redirect_chain[-1][0], {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    client.post(reverse("account_logout"))
    return secret


def test_the_database_does_not_show_the_secret_or_the_codes(secret, person):
    kept = Authenticator.objects.filter(user=person)

    assert {one.type for one in kept} == {"totp", "recovery_codes"}
    for one in kept:
        assert secret not in str(one.data)
        (sealed,) = [text for text in one.data.values() if isinstance(text, str)]
        assert re.match("gAAAA", sealed)


def test_a_password_alone_is_not_enough(client, secret, person):
    response = sign_in(client, person)

    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("late", "lets_in"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_code_of_about_now_lets_in(client, secret, person, late, lets_in):
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret, late)})

        assert ("_auth_user_id" in client.session) == lets_in


def test_a_code_is_taken_as_apps_show_and_people_paste_it(client, secret, person):
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        sign_in(client, person)
        code = code_of(secret)
        pasted = f"\u200b{code[:3]}\u00a0{code[3:]}\u202c"
        client.post(reverse("mfa_authenticate"), {"code": pasted})

        assert "_auth_user_id" in client.session


@pytest.mark.parametrize("seconds", [0, 31, 59])
def test_a_code_that_was_taken_lets_nobody_in_again(secret, person, seconds):
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)) as clock:
        earlier, code = code_of(secret), code_of(secret, late=1)
        for client in (first := Client(), again := Client(), old := Client()):
            sign_in(client, person)
        first.post(reverse("mfa_authenticate"), {"code": code})
        clock.shift(seconds)

        again.post(reverse("mfa_authenticate"), {"code": code})
        old.post(reverse("mfa_authenticate"), {"code": earlier})

        assert "_auth_user_id" in first.session
        assert "_auth_user_id" not in again.session
        # Nor does one that the app showed before that.
        assert "_auth_user_id" not in old.session


def test_another_secret_key_leaves_them_working(secret, person, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    step = Authenticator.objects.get(user=person, type="totp")
    assert get_adapter().decrypt(step.data["secret"]) == secret

    call_command("rotate_secret_key")

    settings.SECRET_KEY_FALLBACKS = []
    step.refresh_from_db()
    assert get_adapter().decrypt(step.data["secret"]) == secret
    codes = Authenticator.objects.get(user=person, type="recovery_codes")
    assert len(codes.wrap().generate_codes()) == 10


def test_a_key_that_is_missing_is_asked_for(secret, person, settings):
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    settings.SECRET_KEY = "another one"

    with pytest.raises(CommandError, match="add it to SECRET_KEY_FALLBACKS"):
        call_command("rotate_secret_key")

    after = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    assert after == before


def test_guessing_codes_is_limited(client, secret, person):
    sign_in(client, person)
    answers = [
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
        for _guess in range(8)
    ]

    assert "_auth_user_id" not in client.session
    assert "Too many failed" in answers[-1].text or answers[-1].status_code == 429


def test_a_new_password_does_not_go_past_it(secret, person):
    other = Client()
    person.refresh_from_db()
    page = other.get(new_password_path(person), follow=True)
    form = {"password1": PASSWORD + "!", "password2": PASSWORD + "!"}

    other.post(page.redirect_chain[-1][0], form)

    assert "_auth_user_id" not in other.session
    assert other.get("/").status_code == 302
