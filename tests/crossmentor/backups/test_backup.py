"""`manage.py backup`: what is in the file, and what is not."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from crossmentor.backups import container, server
from crossmentor.backups.errors import Refused
from crossmentor.backups.manifest import application_version, left_out
from crossmentor.embedded import postgres
from people.accounts.session_store import SessionStore
from spaces.marks import fingerprint
from tests.conftest import connect_as
from tests.crossmentor.backups.conftest import TEXT

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_says_what_it_holds_and_needs(filled, tmp_path):
    told = StringIO()
    call_command("backup", str(tmp_path / "one"), stdout=told)

    found = container.read_backup(tmp_path / "one")

    [(name, key)] = settings.MASTER_KEYS
    assert found["master_keys"] == [[name, fingerprint(key), 2]]
    assert found["application"] == application_version()
    assert found["postgresql"] == 18
    assert found["rows"]["people_person"] == 2
    assert found["rows"]["writing_text"] == 1
    assert ["spaces", "0001_initial"] in found["migrations"]
    assert f"Needs master key {name} ({fingerprint(key)}), 2 spaces." in told.getvalue()
    assert "lie open in it" in told.getvalue()
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o600


def test_it_holds_no_text_no_key_and_nobody_who_is_signed_in(
    filled, tmp_path, signed_in, django_user_model
):
    person = django_user_model.objects.get(pk=filled[0])
    signed_in(person)
    call_command("backup", str(tmp_path / "one"), stdout=StringIO())

    words = subprocess.run(
        [postgres.binary("pg_restore"), "--file=-"],
        input=b"".join(container.dump_of(tmp_path / "one")),
        capture_output=True,
        check=True,
    ).stdout
    words += str(container.read_backup(tmp_path / "one")).encode()

    assert person.email.encode() in words
    assert TEXT.encode() not in words
    assert settings.SECRET_KEY.encode() not in words
    [(_name, key)] = settings.MASTER_KEYS
    for form in (key, key.hex().encode()):
        assert form not in words
    [session] = SessionStore.get_model_class().objects.all()
    assert session.pk.encode() not in words
    assert session.session_data.encode() not in words
    assert left_out() == ["crossmentor_cache", "people_signin", "django_session"]


def test_it_is_of_one_moment(filled, tmp_path, monkeypatch):
    """What is written while it runs is in neither the rows nor their number."""
    running = server.Server.run

    def late(*arguments, **given):
        with connect_as("owner") as owner:
            owner.execute(
                "INSERT INTO spaces_auditevent (verb, space_id, at) "
                "VALUES ('opened', gen_random_uuid(), now())"
            )
        return running(*arguments, **given)

    monkeypatch.setattr(server.Server, "run", late)
    call_command("backup", str(tmp_path / "one"), stdout=StringIO())

    dump = subprocess.run(
        [postgres.binary("pg_restore"), "--file=-", "--table=spaces_auditevent"],
        input=b"".join(container.dump_of(tmp_path / "one")),
        capture_output=True,
        check=True,
    ).stdout.decode()
    rows = dump.partition("FROM stdin;\n")[2].partition("\\.")[0].splitlines()
    assert (
        len(rows)
        == container.read_backup(tmp_path / "one")["rows"]["spaces_auditevent"]
    )


def test_a_database_of_before_is_backed_up_too(filled, tmp_path):
    with connect_as("owner") as owner:
        owner.execute("ALTER TABLE spaces_masterkeymark RENAME TO not_yet")
    try:
        call_command("backup", str(tmp_path / "one"), stdout=StringIO())
    finally:
        with connect_as("owner") as owner:
            owner.execute("ALTER TABLE not_yet RENAME TO spaces_masterkeymark")

    [(name, _key)] = settings.MASTER_KEYS
    assert container.read_backup(tmp_path / "one")["master_keys"] == [[name, "", 2]]


def test_a_file_that_is_there_is_kept(tmp_path):
    (tmp_path / "one").write_text("Monday's")

    with pytest.raises(CommandError, match="there already"):
        call_command("backup", str(tmp_path / "one"))

    assert (tmp_path / "one").read_text() == "Monday's"


def test_a_dump_that_fails_leaves_no_file(filled, tmp_path, monkeypatch):
    tool = tmp_path / "pg_dump"
    tool.write_text("#!/bin/sh\necho half\necho 'no space left' >&2\nexit 1\n")
    tool.chmod(0o755)
    monkeypatch.setattr("crossmentor.backups.taking.program", lambda *_: str(tool))

    with pytest.raises(CommandError, match="pg_dump failed: no space left"):
        call_command("backup", str(tmp_path / "one"))

    assert list(tmp_path.iterdir()) == [tool]


def test_killed_half_way_it_leaves_no_backup(filled, tmp_path, command_environment):
    name = connection.settings_dict["NAME"]
    with connect_as("owner") as owner, owner.transaction():
        # Until this ends, pg_dump waits.
        owner.execute("LOCK TABLE writing_text IN ACCESS EXCLUSIVE MODE")
        running = subprocess.Popen(
            [sys.executable, "manage.py", "backup", str(tmp_path / "one")],
            cwd=settings.ROOT,
            env=command_environment | {"CROSSMENTOR_DATABASE": name},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + 60
        while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        running.send_signal(signal.SIGKILL)
        running.communicate()

    [left] = tmp_path.iterdir()
    assert left.name.endswith(".part")
    with pytest.raises(Refused):
        container.read_backup(left)


def test_a_program_older_than_the_server_is_passed_over(tmp_path, monkeypatch):
    def on_the_path(version):
        tool = tmp_path / "pg_dump"
        tool.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n")
        tool.chmod(0o755)

    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    on_the_path("15.18 (Debian 15.18-0+deb12u1)")
    assert server.program("pg_dump", 18) == postgres.binary("pg_dump")
    on_the_path("19beta1")
    assert server.program("pg_dump", 18) == str(tmp_path / "pg_dump")
    with pytest.raises(Refused, match="no pg_dump for PostgreSQL 20"):
        server.program("pg_dump", 20)


def test_a_password_is_no_argument_and_a_key_no_inheritance(monkeypatch):
    monkeypatch.setenv("MASTER_KEYS", "first:secret")
    there = server.Server("ours", {"host": "/tmp", "password": "s3cret"})
    script = 'echo "$@"; env'

    running = there.run(
        *("/bin/sh", "-c", script), database="ours", stdout=subprocess.PIPE, text=True
    )

    arguments, *environment = running.communicate()[0].splitlines()
    assert "s3cret" not in arguments
    assert "PGPASSWORD=s3cret" in environment
    assert "s3cret" not in repr(there)
    assert not any(line.startswith("MASTER_KEYS") for line in environment)


def test_who_cannot_connect_is_told(monkeypatch):
    there = server.Server("ours", {"host": "/nowhere", "user": "postgres"})

    with pytest.raises(Refused, match="superuser cannot connect"):
        there.connect()
    with pytest.raises(Refused, match="crossmentor_web cannot connect"):
        there.connect_as("crossmentor_web", "ours")
