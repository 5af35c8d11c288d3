"""What is said of a Redis that answers, refuses, or is not there at all."""

import re

import pytest

from crossmentor.doctor import processes
from crossmentor.doctor.finding import FAIL, OK, Finding
from crossmentor.health import probe, ready
from tests.crossmentor.doctor.servers import greeting, saying, serving

SECRET = "s3cret"
AWAY = Finding(
    FAIL,
    "Redis does not answer: people can write, and no mail leaves.",
    "Start it, or mend REDIS_URL.",
)


def redis(answer: bytes):
    """To whatever is asked it says that."""

    def talk(connection):
        while asked := connection.recv(4096):
            connection.sendall(answer * len(re.findall(rb"\*\d+\r\n", asked)))

    return talk


@pytest.fixture
def found(settings, monkeypatch):
    monkeypatch.setattr(probe, "NAMES", {})
    monkeypatch.setattr(processes, "SECONDS", 30)

    def found(url):
        settings.REDIS_URL = url
        return list(processes.findings(None))

    return found


def test_one_that_says_nothing_is_not_waited_for(found, monkeypatch):
    monkeypatch.setattr(processes, "SECONDS", 0.2)

    with serving(redis(b"")) as port:
        assert found(f"redis://127.0.0.1:{port}/0") == [AWAY]


@pytest.mark.parametrize(
    ("talk", "finding"),
    [
        (redis(b"+PONG\r\n"), Finding(OK, "Redis answers.")),
        (redis(b"-NOAUTH Authentication required.\r\n"), AWAY),
        (redis(b"-LOADING Redis is loading the dataset in memory\r\n"), AWAY),
        (saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"), AWAY),
        (greeting(b""), AWAY),
    ],
    ids=["well", "no password", "loading", "a web server", "hangs up"],
)
def test_what_answers_there(found, talk, finding):
    with serving(talk) as port:
        assert found(f"redis://:{SECRET}@127.0.0.1:{port}/0") == [finding]


@pytest.mark.parametrize(
    "url",
    [
        "localhost:6379",
        "http://localhost:6379",
        "redis://:s3cret/b@localhost:6379/0",
        "redis://localhost:63a/0",
        "redis://localhost:99999/0",
        "redis://redis.invalid:6379/0",
        "redis://127.0.0.1:9/0",
        "unix:///nowhere/at/all.sock",
    ],
)
def test_what_is_no_address_of_one(found, url):
    assert found(url) == [AWAY]


def test_the_pages_go_on_where_it_has_no_address(settings, monkeypatch, caplog):
    for name in ("database_answers", "keys_open"):
        monkeypatch.setattr(ready, name, lambda: True)
    settings.REDIS_URL = "redis://:s3cret/b@localhost:6379/0"

    assert ready.look() == "degraded"
    assert caplog.messages == ["Does not answer: broker."]
