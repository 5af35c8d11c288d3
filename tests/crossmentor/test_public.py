"""What a visitor reaches without signing in, and what nobody reaches."""

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, get_resolver, reverse

# Each of these has its reason beside `login_not_required`, or is a page for coming in.
PUBLIC = {
    "people:invitation",
    "people:invitation_passkey",
    "people:step_reset",
    "people:address",
    "people:address_decline_by_link",
    "people:demo_entrance",
    "calendars:feed",
    "feed_of_before",
    "sessions:answer",
    "reminders:stop",
    "left",
    "set_language",
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
}


def named(resolver, space=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from named(pattern, space + inner)
        else:
            yield f"{space}{pattern.name}", pattern.callback


def test_these_pages_and_no_others_are_public():
    public = {
        name
        for name, view in named(get_resolver())
        if not getattr(view, "login_required", True)
    }

    assert public == PUBLIC


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_request_login_code",
        "account_change_phone",
        "mfa_signup_webauthn",
        "socialaccount_connections",
        "socialaccount_signup",
        "socialaccount_login_error",
        "mfa_trust",
        "admin:index",
    ],
)
def test_these_pages_are_closed(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example", "/\\evil.example", "evil:x"]
)
def test_signing_in_does_not_lead_away(client, there, mentee):
    mentee.set_password("een zin die niemand raadt")
    mentee.save()
    form = {"login": mentee.email, "password": "een zin die niemand raadt"}

    response = client.post(reverse("account_login"), form | {"next": there})

    assert response.url == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["today", "account_login", "mfa_index"])
def test_every_page_has_a_strict_policy(name, signed_in, mentee):
    response = signed_in(mentee).get(reverse(name), follow=True)

    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in ("default-src 'self'", "object-src 'none'", "base-uri 'none'"):
        assert part in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_cookies_are_read_by_no_script():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
