"""From which address a request comes, and what the host is told of the proxies."""

import logging
import os
import pickle

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from crossmentor import settings as real
from people.web.proxies import (
    KEPT_AS,
    ProxiesMiddleware,
    check_trusted_proxies,
    client_address,
    network_of,
    seen,
)


def request(forwarded=None, nearest="10.0.0.9"):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return RequestFactory().get("/", headers=headers, REMOTE_ADDR=nearest)


@pytest.mark.parametrize(
    ("trusted", "forwarded", "nearest", "found"),
    [
        (0, None, "203.0.113.5", "203.0.113.5"),
        # Made up by the visitor: no proxy is trusted, or only the last one.
        (0, "198.51.100.1", "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.1, 203.0.113.5", "10.0.0.9", "203.0.113.5"),
        (1, "203.0.113.5", "10.0.0.9", "203.0.113.5"),
        (2, "198.51.100.1, 203.0.113.5, 10.0.0.8", "10.0.0.9", "203.0.113.5"),
        # Fewer than there should be.
        (1, None, "10.0.0.9", "10.0.0.9"),
        (2, "203.0.113.5", "10.0.0.9", "203.0.113.5"),
        # Behind a Unix socket.
        (1, "203.0.113.5", "", "203.0.113.5"),
        (0, None, "", ""),
        # As some proxies write them.
        (1, "203.0.113.5:41234", "10.0.0.9", "203.0.113.5"),
        (1, "[2001:db8::7]:41234", "10.0.0.9", "2001:db8::7"),
        (1, "::ffff:203.0.113.5", "10.0.0.9", "203.0.113.5"),
        (1, "unknown", "10.0.0.9", ""),
        (1, "a,,203.0.113.5 ,", "10.0.0.9", "203.0.113.5"),
    ],
)
def test_address_before_the_trusted_proxies(
    settings, trusted, forwarded, nearest, found
):
    settings.TRUSTED_PROXIES = trusted
    assert client_address(request(forwarded, nearest)) == found


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
    ],
)
def test_what_one_connection_has_to_itself(address, network):
    assert network_of(address) == network


def pass_on(*requests):
    middleware = ProxiesMiddleware(lambda request: HttpResponse())
    for one in requests:
        middleware(one)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("trusted", "forwarded", "problem"),
    [
        (1, "203.0.113.5", ""),
        (0, None, ""),
        (0, "203.0.113.5", "Set TRUSTED_PROXIES=1."),
        (1, "203.0.113.5, 10.0.0.8", "Set TRUSTED_PROXIES=2."),
        (1, None, "or set TRUSTED_PROXIES=0."),
    ],
)
def test_what_was_seen_is_kept_and_said(settings, caplog, trusted, forwarded, problem):
    settings.TRUSTED_PROXIES = trusted
    cache.delete(KEPT_AS)
    assert seen() is None

    with caplog.at_level(logging.WARNING, "people.web.proxies"):
        pass_on(request(forwarded), request(forwarded))

    assert seen().nearest == "10.0.0.9"
    assert seen().problem.endswith(problem)
    assert bool(seen().problem) == bool(problem)
    assert caplog.messages == ([seen().problem] if problem else [])


class Intruding:
    """Kept by somebody who writes in the database: reading it would carry it out."""

    def __reduce__(self):
        return os.mkdir, (os.environ["INTRUDED"],)


@pytest.mark.django_db
def test_what_somebody_else_kept_there_is_not_carried_out(tmp_path, monkeypatch):
    monkeypatch.setenv("INTRUDED", str(tmp_path / "intruded"))
    cache.set(KEPT_AS, Intruding(), 60)

    with pytest.raises(pickle.UnpicklingError):
        seen()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_what_a_visitor_adds_does_not_count(settings):
    settings.TRUSTED_PROXIES = 1
    pass_on(
        request("198.51.100.1, 203.0.113.5"),
        request("203.0.113.5"),
        request("198.51.100.1, 198.51.100.2, 203.0.113.5"),
    )

    assert seen().proxies == 1


def test_a_server_says_so_at_its_start(settings, caplog):
    settings.TRUSTED_PROXIES = 0
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    ProxiesMiddleware(lambda request: HttpResponse())

    assert [one.id for one in check_trusted_proxies()] == ["people.W001"]
    assert "TRUSTED_PROXIES is 0 behind a proxy" in caplog.text

    settings.TRUSTED_PROXIES = 1
    assert check_trusted_proxies() == []


def test_the_pages_are_served_through_it():
    assert "people.web.proxies.ProxiesMiddleware" in real.MIDDLEWARE
