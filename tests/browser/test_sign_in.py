"""Coming in by password, passkey and a second step, with a real authenticator."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import transaction
from playwright.sync_api import expect

from people.accounts.services.invitations import invitation_path, invite
from tests.factories import PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "een zin die niemand raadt"


@pytest.fixture
def insecure_origin(settings):
    # The test server speaks no TLS; browsers allow that on localhost.
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


@pytest.fixture
def newcomer():
    return PersonFactory(password="")


@pytest.fixture
def page(window, live_server, newcomer):
    page = window(locale="en")
    page.goto(live_server.url + invitation_path(invite(person=newcomer)))
    return page


def plug_in_authenticator(page):
    """A security key of the browser itself, which says yes to everything."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_out(page, live_server):
    page.goto(live_server.url + "/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()


def test_a_passkey_lets_in_without_a_password(
    page, live_server, newcomer, insecure_origin
):
    page.goto(page.url.replace("127.0.0.1", "localhost"))
    live = live_server.url.replace("127.0.0.1", "localhost")
    plug_in_authenticator(page)
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_label("What do you call it?").fill("my phone")
    page.get_by_role("button", name="Make the passkey and go in").click()
    expect(page).to_have_url(re.compile("/recovery-codes/"))
    assert newcomer.invitations.exclude(used_at=None).count() == 1
    page.goto(live + "/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()

    page.goto(live + "/account/login/")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(newcomer.given_name)


def test_a_second_step_is_asked_for_when_it_is_on(page, live_server, newcomer):
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Go in").click()
    page.goto(live_server.url + "/account/2fa/totp/activate/")
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button").first.click()
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("[name=code]").fill(code_of(secret))
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Turn on").click()
    sign_out(page, live_server)

    page.goto(live_server.url + "/account/login/")
    page.locator("[name=login]").fill(newcomer.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()
    page.goto(live_server.url + "/")
    expect(page).to_have_url(re.compile("/account/"))


def code_of(secret):
    counter = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret, counter))


def test_an_invitation_is_used_in_one_transaction(page, newcomer):
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Go in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(newcomer.given_name)
    with transaction.atomic():
        newcomer.refresh_from_db()
        assert newcomer.check_password(PASSWORD)
        assert newcomer.invitations.filter(used_at=None).count() == 0
