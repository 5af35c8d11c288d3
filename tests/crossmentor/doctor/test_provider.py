"""Single sign-on: what the provider says of itself, and whom it speaks for."""

import json
from types import SimpleNamespace

import pytest

from crossmentor.doctor import sign_on
from crossmentor.doctor.finding import FAIL, OK, Finding
from tests.crossmentor.doctor.servers import page, saying, serving

COMPLETE = {
    "issuer": "https://id.example.org",
    "authorization_endpoint": "https://id.example.org/authorize",
    "token_endpoint": "https://id.example.org/token",
    "jwks_uri": "https://id.example.org/keys",
}


@pytest.fixture
def discovered(settings):
    """What is found where a provider says that; THERE is where it was asked."""
    settings.DEBUG = True

    def discovered(talk, path="", is_debug=True):
        settings.DEBUG = is_debug
        with serving(talk) as port:
            there = f"http://127.0.0.1:{port}"
            finding, issuer = sign_on.discovered(there + path)
        return finding.level, finding.what.replace(there, "THERE"), issuer

    return discovered


def said(**changed):
    return page(json.dumps(COMPLETE | changed).encode())


def test_a_provider_that_is_well(discovered):
    issuer = "https://id.example.org"
    assert discovered(said()) == (OK, f"The provider {issuer} answers.", issuer)


@pytest.mark.parametrize("path", ["", "/", "/.well-known/openid-configuration"])
def test_its_address_is_taken_with_and_without_what_is_well_known(discovered, path):
    asked = []

    def talk(connection):
        asked.append(connection.recv(4096).split()[1])
        connection.sendall(b"HTTP/1.0 404 Not Found\r\n\r\n")

    discovered(talk, path)

    assert asked == [b"/.well-known/openid-configuration"]


URL = "THERE/.well-known/openid-configuration"


@pytest.mark.parametrize(
    ("talk", "kind"),
    [
        (page(b"", "500 Internal Server Error"), "HTTPError"),
        (page(b"<html>"), "JSONDecodeError"),
        (page(b"[1, 2]"), "AttributeError"),
        (page(b"\xff"), "UnicodeDecodeError"),
        (saying(b"220 ready\r\n"), "BadStatusLine"),
        (saying(b""), "RemoteDisconnected"),
    ],
)
def test_a_provider_that_does_not_answer_as_it_should(discovered, talk, kind):
    assert discovered(talk) == (
        FAIL,
        f"{URL} does not answer as it should: {kind}.",
        None,
    )


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"issuer": ""}, "issuer"),
        ({"jwks_uri": None, "token_endpoint": ""}, "token_endpoint, jwks_uri"),
        ({"token_endpoint": 7}, "token_endpoint"),
        ({"issuer": ["https://id.example.org"]}, "issuer"),
    ],
)
def test_a_provider_that_leaves_something_out(discovered, changed, names):
    assert discovered(said(**changed)) == (FAIL, f"{URL} names no {names}.", None)


@pytest.mark.parametrize(
    ("is_debug", "changed", "is_well"),
    [
        (True, {}, True),
        (True, {"token_endpoint": "http://id.example.org/token"}, True),
        # That it was asked in clear: whoever stands between says where to sign in.
        (False, {}, False),
        (False, {"token_endpoint": "http://id.example.org/token"}, False),
    ],
)
def test_signing_in_in_clear(discovered, is_debug, changed, is_well):
    level, what, issuer = discovered(said(**changed), is_debug=is_debug)

    assert (level == OK, issuer is not None) == (is_well, is_well)
    if not is_well:
        assert what == "Signing in at the provider goes in clear."


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("id.example.org", "'id.example.org'"),
        ("ldap://id.example.org", "'ldap://id.example.org'"),
        ("https://id.example.org:https", "'https://id.example.org:https'"),
        ("https://a:s3cret@id.example.org", "'https://…@id.example.org'"),
    ],
)
def test_what_is_no_address_is_told_without_a_password(url, told):
    assert sign_on.discovered(url) == (
        Finding(FAIL, f"{told} is no address.", sign_on.CURE),
        None,
    )


def test_whom_it_speaks_for():
    firm = SimpleNamespace(issuer="https://id.example.org", organisation="The firm")

    assert sign_on.connected(firm, "https://id.example.org") == Finding(
        OK, "https://id.example.org speaks for The firm."
    )
    assert sign_on.connected(firm, "https://id.example.org/") == Finding(
        FAIL,
        "https://id.example.org speaks for The firm, and the provider calls itself "
        "https://id.example.org/: nobody comes in by it.",
        "Mend OIDC_SERVER_URL; or disconnect_single_sign_on, and connect anew.",
    )
    assert sign_on.connected(None, "https://id.example.org") == Finding(
        FAIL,
        "The provider speaks for no organisation: nobody comes in by it.",
        "manage.py connect_single_sign_on SLUG, as the owner.",
    )


def findings(settings, monkeypatch, **app):
    answer = Finding(FAIL, "It is away.", "Mend it."), None
    monkeypatch.setattr(sign_on, "discovered", lambda url: answer)
    app = {"settings": {"server_url": "https://id.example.org"}} | app
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return list(sign_on.findings(None))[1:]


@pytest.mark.parametrize(
    ("app", "told"),
    [
        ({"client_id": "a", "secret": "b"}, []),
        (
            {"client_id": "", "secret": "b"},
            [("No client_id is given.", "Set OIDC_CLIENT_ID.")],
        ),
        (
            {"client_id": "a", "secret": ""},
            [("No secret is given.", "Set OIDC_CLIENT_SECRET.")],
        ),
    ],
)
def test_what_is_not_given_is_named_as_one_sets_it(settings, monkeypatch, app, told):
    found = findings(settings, monkeypatch, **app)

    assert found == [Finding(FAIL, *one) for one in told]


@pytest.mark.parametrize("providers", [{}, {"openid_connect": {}}])
def test_without_a_provider_it_is_not_in_use(settings, providers):
    settings.SOCIALACCOUNT_PROVIDERS = providers

    assert list(sign_on.findings(None)) == [Finding(OK, "Not in use.")]
