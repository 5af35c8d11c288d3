"""What the host is told of the proxies that requests came by."""

import base64
import pickle

import pytest

from crossmentor.doctor import address
from crossmentor.doctor.finding import FAIL, OK, WARN, Finding
from people.web import proxies


@pytest.fixture
def proxy(monkeypatch):
    """What is said of the proxies when so much was noted of them."""

    def proxy(noted):
        monkeypatch.setattr(proxies, "seen", lambda: noted)
        return list(address.proxy())

    return proxy


@pytest.mark.parametrize("count", [0, 1, 2])
def test_proxies_as_configured(proxy, settings, count):
    settings.TRUSTED_PROXIES = count

    assert proxy(proxies.SeenProxies(0.0, "10.0.0.1", count)) == [
        Finding(OK, f"Requests come by {count} proxies, as configured.")
    ]


@pytest.mark.parametrize(
    ("trusted", "seen", "cure"),
    [
        (0, 1, "Set TRUSTED_PROXIES=1."),
        (1, 2, "Set TRUSTED_PROXIES=2."),
        (2, 1, "or set TRUSTED_PROXIES=1."),
    ],
)
def test_proxies_that_are_more_or_fewer(proxy, settings, trusted, seen, cure):
    settings.TRUSTED_PROXIES = trusted

    (finding,) = proxy(proxies.SeenProxies(0.0, "10.0.0.1", seen))

    assert finding.level == FAIL
    assert finding.what.endswith(cure)


def test_before_a_request_came_it_says_what_the_settings_show(proxy, settings):
    nothing = "No request came in the last day by which to know the proxies."
    settings.TRUSTED_PROXIES, settings.SECURE_PROXY_SSL_HEADER = 1, ("a", "https")
    assert proxy(None) == [Finding(OK, nothing)]

    settings.TRUSTED_PROXIES = 0
    warning, last = proxy(None)
    assert (warning.level, last) == (WARN, Finding(OK, nothing))
    assert warning.what.startswith("TRUSTED_PROXIES is 0 behind a proxy")
    assert warning.cure.startswith("Set TRUSTED_PROXIES to how many")


def kept(value) -> str:
    """As Django's cache keeps it."""
    return base64.b64encode(pickle.dumps(value)).decode()


GOOD = {"at": 5.0, "nearest": "10.0.0.1", "proxies": 1}


def test_what_the_pages_note_is_read():
    assert proxies.noted(kept(GOOD)) == proxies.SeenProxies(5.0, "10.0.0.1", 1)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "no base64 at all!",
        kept(GOOD)[:-12],
        kept([1, 2]),
        kept(None),
        kept({"at": 5.0}),
        kept(GOOD | {"proxies": "many"}),
        kept(GOOD | {"nearest": 7}),
        kept(GOOD | {"at": None}),
    ],
)
def test_what_anybody_else_noted_is_said_and_ends_nothing(words, monkeypatch):
    monkeypatch.setattr(proxies, "seen", lambda: proxies.noted(words))

    assert list(address.proxy()) == [
        Finding(
            FAIL,
            "What is noted of the proxies was not written by the pages.",
            "Somebody else writes in the database: find out who.",
        )
    ]


def test_what_is_no_address_is_not_printed():
    seen = proxies.noted(kept(GOOD | {"nearest": "\x1b[2J all is well"}))

    assert seen.nearest == ""
