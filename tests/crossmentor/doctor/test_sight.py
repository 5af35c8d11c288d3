"""With whose eyes the doctor looks, and what it says of those that it cannot use."""

import socket

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from crossmentor.doctor import roles, sight
from crossmentor.doctor.finding import FAIL, Finding
from tests.crossmentor.doctor.servers import serving

SECRET = "s3cret"
WEB = "postgresql://crossmentor_web:s3cret@127.0.0.1:9/firm"
VARIABLES = {
    "web": "DATABASE_URL",
    "worker": "DATABASE_URL_WORKER",
    "owner": "DATABASE_URL_OWNER",
    "superuser": "DATABASE_URL_SUPERUSER",
}


@pytest.fixture
def given(settings, monkeypatch):
    """The addresses of a host's own database, by process."""
    settings.EMBEDDED = False

    def given(**urls):
        for process, variable in VARIABLES.items():
            monkeypatch.setenv(variable, urls.get(process, ""))

    return given


def parsed(addresses):
    return {process: conninfo_to_dict(one) for process, one in addresses.items()}


def test_each_role_that_is_given_and_no_other(given):
    given(web=WEB, owner="postgres://crossmentor_owner:%40%2F@db.example.org/firm")

    assert parsed(sight.addresses()) == {
        "web": {
            "host": "127.0.0.1",
            "port": "9",
            "user": "crossmentor_web",
            "password": SECRET,
            "dbname": "firm",
            "connect_timeout": "5",
        },
        "owner": {
            "host": "db.example.org",
            "user": "crossmentor_owner",
            "password": "@/",
            "dbname": "firm",
            "connect_timeout": "5",
        },
    }


def test_the_superuser_looks_at_the_database_of_the_others(given):
    superuser = "postgresql://postgres@db.example.org/postgres"
    given(web=WEB, superuser=superuser)
    assert parsed(sight.addresses())["superuser"]["dbname"] == "firm"

    given(superuser=superuser)
    assert parsed(sight.addresses())["superuser"]["dbname"] == "postgres"


def test_the_first_eyes_are_those_that_see_most(given):
    given(web=WEB, worker=WEB, owner=WEB, superuser=WEB)
    assert list(sight.addresses()) == ["superuser", "owner", "web", "worker"]

    given(worker=WEB, web=WEB, owner=WEB)
    assert list(sight.addresses()) == ["owner", "web", "worker"]


def test_a_limit_that_is_given_stays(given):
    given(web=WEB + "?connect_timeout=1&sslmode=verify-full")

    web = parsed(sight.addresses())["web"]
    assert (web["connect_timeout"], web["sslmode"]) == ("1", "verify-full")


@pytest.mark.parametrize(
    "url",
    [
        "crossmentor_web:s3cret@127.0.0.1/firm",
        "mysql://crossmentor_web:s3cret@127.0.0.1/firm",
        # A slash or a number sign in a password ends the address before its time.
        "postgresql://crossmentor_web:s3cret/more@127.0.0.1/firm",
        "postgresql://crossmentor_web:s3cret#more@127.0.0.1/firm",
        "postgresql://crossmentor_web:s3cret@127.0.0.1:54a/firm",
        "postgresql://crossmentor_web:s3cret@127.0.0.1:99999/firm",
        "postgresql://crossmentor_web:s3cret@[::1/firm",
        "postgresql://crossmentor_web:s3cret@127.0.0.1/firm?sslmod=require",
    ],
)
def test_what_is_no_address_is_said_without_its_password(given, url):
    given(worker=url)

    with sight.Sight() as eyes:
        (finding,) = roles.signing_in(eyes)

    assert finding.what == (
        "No connection as the worker role: that is no address of a PostgreSQL database."
    )
    assert "address and password are right" in finding.cure
    assert SECRET not in str(finding)


def test_one_bad_address_does_not_hide_the_others(given):
    given(web=WEB, owner="nonsense", superuser="nonsense too")

    with sight.Sight() as eyes:
        assert list(eyes.refused) == ["superuser", "owner", "web"]
        assert (eyes.best, eyes.maker) == (None, None)


def test_a_server_that_is_away_is_said_without_the_password(given):
    given(web=WEB)

    with sight.Sight() as eyes:
        (finding,) = roles.findings(eyes)

    assert finding.level == FAIL
    assert finding.what.startswith("No connection as the web role: ")
    assert SECRET not in str(finding)


def fatal(words):
    """A server that takes nobody in, and says so."""
    said = b"SFATAL\0VFATAL\0C28P01\0M" + words.encode() + b"\0\0"
    answer = b"E" + (len(said) + 4).to_bytes(4, "big") + said

    def talk(connection):
        # No TLS and nothing else beside the plain way.
        while connection.recv(4096)[4:6] == b"\x04\xd2":
            connection.sendall(b"N")
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_WR)

    return talk


@pytest.mark.parametrize(
    "words",
    [
        'password authentication failed for user "crossmentor_web"',
        'database "firm" does not exist',
        "sorry, too many clients already",
    ],
)
def test_of_what_the_server_says_the_last_is_told(given, words):
    with serving(fatal(words)) as port:
        given(web=WEB.replace(":9/", f":{port}/"))
        with sight.Sight() as eyes:
            (finding,) = roles.findings(eyes)

    assert finding == Finding(
        FAIL,
        f"No connection as the web role: {words}.",
        "See that the server runs, and that address and password are right "
        "(`manage.py create_roles` sets the passwords).",
    )


def test_nothing_is_given(given):
    given()

    with sight.Sight() as eyes:
        assert list(roles.findings(eyes)) == [
            Finding(FAIL, "No address of the database is given.", "Set DATABASE_URL.")
        ]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (psycopg.OperationalError("a: FATAL:  b\n"), "b"),
        (psycopg.OperationalError("first\nFATAL:  c: d"), "c: d"),
        (psycopg.OperationalError(""), "OperationalError"),
    ],
)
def test_what_was_said(error, words):
    assert sight.words_of_error(error) == words


@pytest.mark.parametrize(
    ("there", "best", "maker"),
    [
        (["web"], "web", None),
        (["web", "worker"], "web", None),
        (["owner", "web"], "owner", "owner"),
        (["superuser", "owner", "web"], "superuser", "superuser"),
    ],
)
def test_who_sees_and_who_may_make_anew(there, best, maker):
    eyes = sight.Sight()
    eyes.roles = {name: name for name in there}

    assert (eyes.best, eyes.maker) == (best, maker)
