"""The address people type: what is wrong with it, and with whatever answers there."""

import json
import urllib.request

import pytest

from crossmentor.doctor import address
from crossmentor.doctor.finding import FAIL, OK, WARN, Finding
from tests.crossmentor.doctor.servers import certified, page, saying, serving

LIVE = json.dumps({"status": "live"}).encode()
CLOSED = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def plain(settings, monkeypatch):
    """A server of its own, at which nothing but the address is looked at."""
    settings.EMBEDDED, settings.DEBUG = False, False
    settings.ALLOWED_HOSTS = ["mentoring.example.org", "127.0.0.1", "localhost"]
    monkeypatch.setattr(address, "proxy", lambda: ())
    # It remembers which certificates it trusts.
    monkeypatch.setattr(urllib.request, "_opener", None)


def test_a_good_address_has_one_line_and_what_answers_another(settings, monkeypatch):
    settings.BASE_URL = "https://mentoring.example.org"
    answer = Finding(OK, "It answers.")
    monkeypatch.setattr(address, "fetched", lambda: answer)

    assert list(address.findings(None)) == [
        Finding(OK, "People type https://mentoring.example.org."),
        answer,
    ]


@pytest.mark.parametrize(
    "url",
    [
        "mentoring.example.org",
        "ftp://mentoring.example.org",
        "file:///etc",
        "https://",
        "https://[::1",
        "https://mentoring.example.org:https",
        "https://mentoring.example.org:70000",
        "https://mentoring.example.org:0",
    ],
)
def test_what_is_no_address_is_not_asked_for(settings, url):
    settings.BASE_URL = url

    (finding,) = address.findings(None)

    assert finding == Finding(
        FAIL, f"BASE_URL is no address: {url!r}.", "Mend BASE_URL."
    )


def test_an_address_with_a_password_is_told_without_it(settings):
    settings.BASE_URL = "https://host:s3cret@mentoring.example.org:8443"

    (finding,) = address.findings(None)

    assert finding == Finding(
        FAIL,
        "BASE_URL holds a name or a password, and stands in every mail.",
        "Set BASE_URL=https://mentoring.example.org:8443.",
    )


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("https://a:s3cret@example.org", "https://…@example.org"),
        ("https://a:s3/cr@et@example.org", "https://…@example.org"),
        ("redis://:s3cret@localhost:6379/0", "redis://…@localhost:6379/0"),
        ("a:s3cret@example.org", "…@example.org"),
        ("a:s3//cret@example.org", "…@example.org"),
        ("", ""),
    ],
)
def test_of_an_address_the_password_is_not_printed(url, told):
    assert address.without_password(url) == told


@pytest.mark.parametrize(
    ("url", "hosts", "faults"),
    [
        ("https://mentoring.example.org", ["mentoring.example.org"], []),
        ("https://mentoring.example.org", [".example.org"], []),
        ("https://MENTORING.example.org", ["mentoring.example.org"], []),
        ("http://localhost:8000", ["localhost"], []),
        ("http://127.0.0.1", ["127.0.0.1"], []),
        (
            "https://mentoring.example.org",
            ["localhost", "www.example.org"],
            [
                (
                    "No page answers to mentoring.example.org.",
                    "Add it to ALLOWED_HOSTS, which is 'localhost www.example.org'.",
                )
            ],
        ),
        (
            "https://mentoring.example.org",
            ["*"],
            [("Pages answer to any name.", "Name yours in ALLOWED_HOSTS.")],
        ),
        (
            "http://localhost.example.org",
            [".example.org"],
            [
                (
                    "Passwords and texts travel in clear.",
                    "Put a proxy with TLS in front, and set BASE_URL=https://….",
                )
            ],
        ),
    ],
)
def test_names_and_clear_text(settings, url, hosts, faults):
    settings.ALLOWED_HOSTS = hosts

    found = list(address.configured(address.parted(url)))

    assert found == [Finding(FAIL, *fault) for fault in faults]


@pytest.mark.parametrize(("embedded", "faults"), [(False, 1), (True, 0)])
def test_debug_belongs_to_the_embedded_database_alone(settings, embedded, faults):
    settings.DEBUG, settings.EMBEDDED = True, embedded
    parts = address.parted("https://mentoring.example.org")

    found = [Finding(FAIL, "DEBUG is on.", "Take DEBUG away.")]
    assert list(address.configured(parts)) == found[:faults]


@pytest.mark.parametrize(
    ("talk", "level", "words"),
    [
        (page(LIVE), OK, "{url} answers."),
        (page(b'{"status": "ready"}'), FAIL, "At {url} something else answers."),
        (page(b"<html>Welcome"), FAIL, "At {url} something else answers."),
        (page(b"\xff\xfe"), FAIL, "At {url} something else answers."),
        (page(b"", "502 Bad Gateway"), FAIL, "{url} answers 502."),
        (page(LIVE, "404 Not Found"), FAIL, "{url} answers 404."),
        # Such as a mail server or a database at that port.
        (saying(b"220 ready\r\n"), FAIL, "At {url} something else answers."),
        (saying(b""), FAIL, "At {url} something else answers."),
    ],
    ids=["live", "other", "html", "bytes", "502", "404", "no HTTP", "nothing"],
)
def test_what_answers_there(settings, talk, level, words):
    with serving(talk) as port:
        settings.BASE_URL = f"http://127.0.0.1:{port}"
        found = address.fetched()

    assert (found.level, found.what) == (
        level,
        words.format(url=f"{settings.BASE_URL}/health/live"),
    )
    assert (found.cure == "") is (level == OK)


@pytest.mark.parametrize("url", [CLOSED, "http://mentoring.invalid"])
def test_what_cannot_be_reached_from_here_may_be_well(settings, url):
    settings.BASE_URL = url

    assert address.fetched() == Finding(
        WARN,
        f"{url}/health/live cannot be reached from here.",
        "If people reach it, all is well; else see the proxy and the web process.",
    )


@pytest.mark.parametrize(
    ("made", "is_trusted", "why"),
    [
        ({"days": 1}, True, ""),
        ({"days": -1}, True, "certificate has expired"),
        (
            {"name": "www.example.org"},
            True,
            "Hostname mismatch, certificate is not valid for 'localhost'",
        ),
        ({}, False, "self-signed certificate"),
    ],
    ids=["well", "expired", "of another name", "not known"],
)
def test_a_certificate_holds_or_it_says_why_not(
    settings, monkeypatch, tmp_path, made, is_trusted, why
):
    context, file = certified(tmp_path, **{"name": "localhost"} | made)
    monkeypatch.setenv("SSL_CERT_FILE", str(file if is_trusted else tmp_path / "none"))
    with serving(page(LIVE), context) as port:
        settings.BASE_URL = f"https://localhost:{port}"
        found = address.fetched()

    url = f"{settings.BASE_URL}/health/live"
    if not why:
        assert found == Finding(OK, f"{url} answers.")
        return
    assert (found.level, found.what) == (
        FAIL,
        f"The certificate of {url} does not hold: {why}.",
    )
    assert "for this name" in found.cure


def test_https_where_nobody_speaks_it_cannot_be_reached(settings):
    with serving(page(LIVE)) as port:
        settings.BASE_URL = f"https://127.0.0.1:{port}"
        assert address.fetched().level == WARN
