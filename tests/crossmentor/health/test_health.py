import socket
from functools import partial
from unittest import mock

import pytest
from django.db import OperationalError

from crossmentor.health import ready
from spaces.marks import prove_keys


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch, request):
    if "db" in request.fixturenames:
        request.getfixturevalue("db")
        prove_keys()
    monkeypatch.setattr(ready, "_known", (0.0, "unready"))


@pytest.fixture
def patient(monkeypatch):
    """The broker may take its time, and what is known stays so for a while."""
    monkeypatch.setattr(ready, "broker_answers", partial(ready.broker_answers, 30))
    monkeypatch.setattr(ready, "SECONDS", 60)


@pytest.fixture
def silent():
    """The address of a broker that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def ask(client, path="/health/ready"):
    # No name, no TLS and no session, as a probe asks.
    response = client.get(path, headers={"Host": "10.1.2.3"})
    assert not response.cookies
    return response.status_code, response.json()


@pytest.mark.parametrize("path", ["/health/", "/health/ready", "/health/ready/"])
def test_a_process_that_reaches_all_is_ready(path, client, db, patient):
    assert ask(client, path) == (200, {"status": "ready"})


@pytest.mark.parametrize("path", ["/health/live", "/health/live/"])
def test_a_process_lives_without_anything(path, client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"

    assert ask(client, path) == (200, {"status": "live"})


def test_without_a_broker_writing_goes_on(client, db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"

    assert ask(client) == (200, {"status": "degraded"})


def test_a_broker_that_does_not_answer_is_not_waited_for(client, db, settings, silent):
    settings.REDIS_URL = silent
    # No pause, also where the library would try again.
    with mock.patch("time.sleep") as slept:
        assert ask(client) == (200, {"status": "degraded"})
    assert not slept.called


def test_without_the_database_it_is_not_ready(client, db):
    gone = OperationalError("host db.example.org, user crossmentor_web")
    with mock.patch("crossmentor.health.ready.connection.cursor", side_effect=gone):
        assert ask(client) == (503, {"status": "unready"})


def test_without_keys_it_is_not_ready(client, db, settings):
    settings.MASTER_KEYS = []

    assert ask(client) == (503, {"status": "unready"})


def test_with_a_wrong_key_it_is_not_ready(client, db, settings, patient):
    assert ask(client) == (200, {"status": "ready"})
    settings.MASTER_KEYS = [(settings.MASTER_KEYS[0][0], b"x" * 32)]

    ready._known = (0.0, "unready")
    assert ask(client) == (503, {"status": "unready"})


def test_asking_again_at_once_looks_no_further(
    client, db, django_assert_num_queries, patient
):
    ask(client)
    with django_assert_num_queries(0):
        assert ask(client) == (200, {"status": "ready"})


def test_nobody_waits_for_who_looks(client, db, monkeypatch):
    monkeypatch.setattr(ready, "_known", (0.1, "degraded"))
    with ready._looking:
        assert ask(client) == (200, {"status": "degraded"})
