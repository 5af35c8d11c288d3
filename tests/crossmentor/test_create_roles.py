"""`manage.py create_roles` prepares a PostgreSQL server of one's own."""

import psycopg
import pytest
from django.core.management import CommandError, call_command

from crossmentor import roles
from crossmentor.embedded import postgres


@pytest.fixture
def server(monkeypatch):
    """Names a database that is not there yet, on the server of the tests."""
    postgres.ensure()
    host = postgres.parameters("superuser")["HOST"]

    def url(user, password, name="somewhere"):
        return f"postgresql://{user}:{password}@/{name}?host={host}"

    monkeypatch.setenv("DATABASE_URL", url("crossmentor_web", "w%3Fb"))
    monkeypatch.setenv("DATABASE_URL_WORKER", url("crossmentor_worker", "worker"))
    monkeypatch.setenv("DATABASE_URL_OWNER", url("crossmentor_owner", "owner"))
    monkeypatch.setenv("DATABASE_URL_SUPERUSER", url("postgres", "", "postgres"))
    with superuser() as connection:
        yield connection
        connection.execute("DROP DATABASE IF EXISTS somewhere")
        connection.execute("ALTER ROLE crossmentor_owner CREATEDB")


def superuser():
    return psycopg.connect(postgres.conninfo("superuser", "postgres"), autocommit=True)


def test_the_roles_get_their_passwords_and_the_owner_the_database(server):
    call_command("create_roles")
    call_command("create_roles")

    owner = server.execute(
        "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'somewhere'"
    )
    assert owner.fetchall() == [(roles.OWNER,)]
    found = server.execute(
        "SELECT rolname, rolpassword LIKE 'SCRAM-SHA-256$%', rolcreatedb"
        " FROM pg_authid WHERE rolname LIKE 'crossmentor%' ORDER BY 1"
    )
    assert found.fetchall() == [
        (roles.OWNER, True, False),
        (roles.WEB, True, False),
        (roles.WORKER, True, False),
    ]


def test_a_url_must_name_its_own_role(server, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres:x@localhost/somewhere")

    with pytest.raises(CommandError, match="DATABASE_URL must name the user"):
        call_command("create_roles")


def test_every_url_names_the_same_database(server, monkeypatch):
    other = "postgresql://crossmentor_worker:x@localhost/elsewhere"
    monkeypatch.setenv("DATABASE_URL_WORKER", other)

    with pytest.raises(CommandError, match="One database, not elsewhere, somewhere"):
        call_command("create_roles")


def test_a_missing_url_is_named(server, monkeypatch):
    monkeypatch.delenv("DATABASE_URL_SUPERUSER")

    with pytest.raises(CommandError, match="Set DATABASE_URL_SUPERUSER"):
        call_command("create_roles")
