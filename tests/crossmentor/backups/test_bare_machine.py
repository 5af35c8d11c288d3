"""The commands as a host gives them, by addresses and on a machine that has nothing."""

import base64
import os
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from crossmentor.backups.server import our_server
from crossmentor.embedded import postgres
from spaces.marks import fingerprint
from tests.crossmentor.backups.conftest import is_untouched
from tests.folders import passable

pytestmark = pytest.mark.django_db(transaction=True)
NAME, KEY = settings.MASTER_KEYS[0]
RIGHT = f"{NAME}:{base64.b64encode(KEY).decode()}"
WRONG = f"{NAME}:{base64.b64encode(os.urandom(32)).decode()}"


@pytest.fixture
def manage(command_environment):
    """Runs a command; answers its exit code and what it said."""

    def _manage(*arguments, **given):
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=settings.ROOT,
            env=command_environment | given,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

    return _manage


def addresses(name):
    host = postgres.parameters("superuser")["HOST"]

    def url(user, password, database=name):
        return f"postgresql://{user}:{password}@/{database}?host={host}"

    return {
        "DATABASE_URL": url("crossmentor_web", "w%3Fb"),
        "DATABASE_URL_WORKER": url("crossmentor_worker", "worker"),
        "DATABASE_URL_OWNER": url("crossmentor_owner", "owner"),
        "DATABASE_URL_SUPERUSER": url("postgres", "", "postgres"),
        "MASTER_KEYS": RIGHT,
    }


@pytest.fixture
def by_address(target):
    yield addresses(target.database)
    # What `create_roles` takes from a server that is not for tests.
    with target.connect() as superuser:
        superuser.execute("ALTER ROLE crossmentor_owner CREATEDB")


def test_by_addresses(filled, backup, target, by_address, manage, tmp_path):
    code, said = manage("restore", backup.path, **by_address | {"MASTER_KEYS": WRONG})
    assert code == 1
    assert f"{NAME} ({fingerprint(KEY)}): the one configured by that name" in said
    assert RIGHT not in said

    code, said = manage("restore", backup.path, **by_address)
    assert code == 0, said
    assert f"Restored: {target.database}." in said

    # Also from an address that names the database itself.
    within = by_address["DATABASE_URL_SUPERUSER"].replace(
        "/postgres?", f"/{target.database}?"
    )
    by_address["DATABASE_URL_SUPERUSER"] = within
    code, said = manage("backup", tmp_path / "two", **by_address)
    assert code == 0, said
    code, said = manage("restore", tmp_path / "two", **by_address)
    assert code == 1
    assert (
        f"is not empty. To lose all that is in it, add --replace {target.database}"
        in said
    )
    code, said = manage(
        *("restore", tmp_path / "two", "--replace", target.database), **by_address
    )
    assert code == 0, said
    code, said = manage("restore", "--check", tmp_path / "two", **by_address)
    assert code == 0, said
    assert "opens a text (writing.Text)" in said


@pytest.mark.parametrize("missing", ["DATABASE_URL_SUPERUSER", "DATABASE_URL_WORKER"])
def test_an_address_that_is_missing_is_named(backup, by_address, manage, missing):
    code, said = manage("backup", "/tmp/never", **by_address | {missing: ""})

    assert code == 1
    assert f"Set {missing}" in said


def test_an_address_of_another_role_is_refused(backup, by_address, manage):
    by_address["DATABASE_URL"] = by_address["DATABASE_URL_OWNER"]

    code, said = manage("backup", "/tmp/never", **by_address)

    assert code == 1
    assert "DATABASE_URL must name the user crossmentor_web" in said


def test_a_wrong_key_touches_nothing_by_address(backup, occupied, by_address, manage):
    code, said = manage(
        *("restore", backup.path, "--replace", occupied.database),
        **by_address | {"MASTER_KEYS": WRONG},
    )

    assert code == 1
    assert "Nothing was touched" in said
    assert is_untouched(occupied)


@pytest.fixture
def folder():
    with passable() as folder:
        yield folder


def test_on_a_bare_machine(backup, manage, folder):
    """No server, no roles, no database: with the file and the keys all is back."""
    there = {"CROSSMENTOR_VAR": str(folder / "var"), "MASTER_KEYS": RIGHT}
    asks = (
        "from django.db import connection, transaction;"
        "from django.contrib.auth import get_user_model;"
        "from spaces.acting import acting_as; from writing.models import Text;"
        f"person = get_user_model().objects.get(pk={backup.writer_id});\n"
        "with acting_as(person), transaction.atomic():"
        " print([page.body for page in Text.objects.all()])"
    )

    code, said = manage("restore", backup.path, **there)
    assert code == 0, said
    code, said = manage("shell", "--no-imports", "-c", asks, **there)
    assert code == 0, said
    assert "Mijn leidinggevende weet niet" in said
    code, said = manage(
        "shell", "--no-imports", "-c", asks, **there | {"MASTER_KEYS": WRONG}
    )
    assert code != 0
    assert "is not the one that this database knows" in said


def test_the_server_is_asked_as_the_superuser(backup):
    there = our_server()

    assert conninfo_to_dict(there.conninfo())["user"] == "postgres"
    assert there.database == connection.settings_dict["NAME"]
    with psycopg.connect(make_conninfo(there.conninfo("postgres"))) as superuser:
        assert superuser.info.parameter_status("is_superuser") == "on"
