"""What a copy of the database does not give away about signing in."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from crossmentor import settings as real
from people.accounts.adapter import SealingMFAAdapter
from people.accounts.session_store import SessionStore, digest
from people.models import SignIn
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_the_database_does_not_hold_the_key_of_a_session(signed_in):
    client = signed_in(PersonFactory())
    key = client.cookies[settings.SESSION_COOKIE_NAME].value

    kept = SignIn.objects.get().session_key

    assert client.get("/").status_code == 200
    assert kept == digest(key)
    assert key not in SignIn.objects.get().get_decoded().values()


def test_what_the_database_holds_opens_no_session(client, signed_in):
    signed_in(PersonFactory())
    client.cookies[settings.SESSION_COOKIE_NAME] = SignIn.objects.get().session_key

    response = client.get("/")

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_a_session_is_made_changed_cycled_and_ended():
    session = SessionStore()
    session["one"] = 1
    session.save()
    old = session.session_key
    assert SessionStore().exists(old)
    assert SessionStore(old)["one"] == 1

    session.cycle_key()

    assert not SessionStore().exists(old)
    assert SessionStore(session.session_key)["one"] == 1
    session.flush()
    assert not SignIn.objects.exists()
    assert SessionStore(old).load() == {}


def test_the_secret_of_a_second_step_is_sealed(settings):
    adapter = SealingMFAAdapter()
    kept = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in kept

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"

    assert adapter.decrypt(kept) == "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize("name", ["today", "people:account", "mfa_index"])
def test_no_page_of_somebody_is_kept(signed_in, name):
    response = signed_in(PersonFactory()).get(reverse(name))

    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_signing_out_is_not_kept_either(signed_in):
    client = signed_in(PersonFactory())

    response = client.post(reverse("account_logout"))

    assert "no-store" in response.headers["Cache-Control"]
    assert client.get("/").status_code == 302


def test_a_sign_in_lasts_a_week(signed_in):
    assert real.SESSION_COOKIE_AGE == 7 * 24 * 3600
    client = signed_in(PersonFactory())
    assert client.get("/").status_code == 200

    with time_machine.travel(timezone.now() + dt.timedelta(days=7, minutes=1)):
        assert client.get("/").status_code == 302
