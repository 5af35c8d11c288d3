"""Real processes that a host gave too much power end before they do anything."""

import base64
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from crossmentor.embedded import postgres
from crossmentor.running import processes
from spaces.acting import acting_as
from spaces.marks import prove_keys
from spaces.services import own_space
from tests import factories
from tests.conftest import connect_as

BIN = Path(sys.executable).parent
ASK = "from django.db import connection as c; c.cursor().execute('SELECT 1')"
COMMANDS = {
    "web": processes.WEB,
    "worker": processes.WORKER,
    "beat": processes.BEAT,
    "command": ("python", "manage.py", "shell", "--no-imports", "-c", ASK),
}
KEY = "first:" + "A" * 43 + "="


def url(role):
    there = postgres.parameters(role, connection.settings_dict["NAME"])
    host = f"?host={there['HOST']}&port={there['PORT']}"
    return f"postgresql://{there['USER']}@/{there['NAME']}{host}"


def ended(which, tmp_path, **given):
    """Start a process as a host does; answers its exit code and what it said."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_URL", "CROSSMENTOR_", "DJANGO_", "MASTER_"))
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program, *arguments = COMMANDS[which]
    done = subprocess.run(
        [BIN / program, *arguments],
        cwd=settings.ROOT,
        env=kept
        | {
            **({} if which in ("worker", "beat") else {"SECRET_KEY": "x" * 60}),
            "MAIL_KEY": "y" * 60,
            "REDIS_URL": "redis://127.0.0.1:9/0",
            "CROSSMENTOR_VAR": str(tmp_path),
            "PORT": str(port),
        }
        | given,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "words"), [("owner", "owns tables"), ("superuser", "is a superuser")]
)
@pytest.mark.parametrize("which", COMMANDS)
def test_a_process_of_too_powerful_a_role_ends(which, role, words, tmp_path):
    is_worker = which in ("worker", "beat")
    name = "DATABASE_URL_WORKER" if is_worker else "DATABASE_URL"
    keys = {} if is_worker else {"MASTER_KEYS": KEY}

    code, said = ended(which, tmp_path, **{name: url(role)}, **keys)

    assert code != 0
    assert words in said


@pytest.mark.django_db
@pytest.mark.parametrize("which", ["worker", "beat"])
def test_a_worker_in_the_role_of_the_pages_ends(which, tmp_path):
    code, said = ended(which, tmp_path, DATABASE_URL_WORKER=url("web"))

    assert code != 0
    assert "may read confidential tables" in said


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["MASTER_KEYS", "MASTER_KEYS_FILE"])
@pytest.mark.parametrize("which", ["worker", "beat"])
def test_a_worker_that_could_reach_a_key_ends(which, name, tmp_path):
    given = {"DATABASE_URL_WORKER": url("worker"), name: KEY}

    code, said = ended(which, tmp_path, **given)

    assert code != 0
    assert "holds a master key" in said


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["SECRET_KEY", "SECRET_KEY_FALLBACKS"])
@pytest.mark.parametrize("which", ["worker", "beat"])
def test_a_worker_that_could_sign_a_way_in_ends(which, name, tmp_path):
    given = {"DATABASE_URL_WORKER": url("worker"), name: "x" * 60}

    code, said = ended(which, tmp_path, **given)

    assert code != 0
    assert "could sign a way in for anybody" in said


def word(name, key):
    return f"{name}:{base64.b64encode(key).decode()}"


@pytest.fixture
def own_key(transactional_db):
    """The key that this database knows, and a space under it."""
    person = factories.PersonFactory()
    with acting_as(person), transaction.atomic():
        own_space(person)
    prove_keys()
    return settings.MASTER_KEYS[0]


@pytest.mark.parametrize("which", ["web", "command"])
def test_a_wrong_master_key_ends_before_anything_is_served(which, own_key, tmp_path):
    name, key = own_key
    wrong = os.urandom(32)
    for keys, words in {
        word(name, wrong): f"{name} is not the one that this database knows",
        word("other", key): f"known to this database as {name}",
        f"{word('new', wrong)} {word(name, key)}": "add_master_key new",
        f"{word(name, key)} {word(name, wrong)}": f"Two master keys are named {name}",
        f"{word(name, key)} {word('new', key)}": "are one master key",
    }.items():
        code, said = ended(which, tmp_path, DATABASE_URL=url("web"), MASTER_KEYS=keys)

        assert code != 0
        assert words in said
        for secret in (wrong, key):
            assert base64.b64encode(secret).decode()[:20] not in said


def test_the_right_key_starts(own_key, tmp_path):
    code, said = ended(
        "command", tmp_path, DATABASE_URL=url("web"), MASTER_KEYS=word(*own_key)
    )

    assert code == 0, said


def test_a_database_without_the_tables_of_this_version_ends(own_key, tmp_path):
    with connect_as("owner") as owner:
        owner.execute("ALTER TABLE spaces_masterkeymark RENAME TO not_yet")
    try:
        code, said = ended(
            "web", tmp_path, DATABASE_URL=url("web"), MASTER_KEYS=word(*own_key)
        )
    finally:
        with connect_as("owner") as owner:
            owner.execute("ALTER TABLE not_yet RENAME TO spaces_masterkeymark")

    assert code != 0
    assert "run `manage.py migrate` first" in said


@pytest.mark.parametrize("missing", ["SECRET_KEY", "MAIL_KEY", "MASTER_KEYS"])
def test_a_server_without_its_secrets_ends(missing, tmp_path):
    given = {"SECRET_KEY": "x" * 60, "MASTER_KEYS": KEY, missing: ""}

    code, said = ended(
        "web", tmp_path, DATABASE_URL="postgresql://crossmentor_web@/none", **given
    )

    assert code != 0
    assert f"Set {missing}" in said


@pytest.mark.django_db
def test_migrating_needs_no_master_key(tmp_path):
    COMMANDS["migrate"] = ("python", "manage.py", "migrate", "--check")
    COMMANDS["rotate"] = ("python", "manage.py", "rotate_master_keys")

    code, said = ended("migrate", tmp_path, DATABASE_URL_OWNER=url("owner"))
    assert code == 0, said

    code, said = ended("rotate", tmp_path, DATABASE_URL_OWNER=url("owner"))
    assert code != 0
    assert "Set MASTER_KEYS" in said


def test_settings_for_a_server_pass_the_deployment_check(tmp_path):
    COMMANDS["check"] = (
        *("python", "manage.py", "check", "--deploy"),
        *("--fail-level", "WARNING"),
    )

    code, said = ended(
        "check",
        tmp_path,
        DATABASE_URL="postgresql://crossmentor_web@/none",
        MASTER_KEYS=KEY,
        SECRET_KEY="3kf9-fWq_0sLx7vQm2ZrT8yB4nHc6JpDgE1aUoXiRtYwKzNbMe",
        BASE_URL="https://mentoring.example.org",
        ALLOWED_HOSTS="mentoring.example.org",
    )

    assert code == 0, said
    assert "no issues (0 silenced)" in said or "no issues" in said
