"""`manage.py restore`: what is put back is what was, behind the same walls."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO

import psycopg
import pytest
from django.conf import settings as configured
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction

from crossmentor.backups import checking, restoring
from crossmentor.backups.errors import Refused
from crossmentor.backups.server import django_in, our_server
from crossmentor.backups.taking import take_backup
from crossmentor.database import adopting
from spaces.acting import acting_as
from spaces.marks import fingerprint, state_of_keys
from tests.conftest import connect_as
from tests.crossmentor.backups.conftest import TEXT, copy, is_untouched
from tests.crossmentor.database.test_adopting import BEFORE
from writing.models import Text

pytestmark = pytest.mark.django_db(transaction=True)
NAME, KEY = configured.MASTER_KEYS[0]


def read_by(person_id):
    """What that person finds through the web role, as a page does."""
    person = get_user_model()(pk=person_id)
    with acting_as(person), transaction.atomic():
        return [page.body for page in Text.objects.all()]


def test_a_member_reads_what_was_written_and_nobody_else_does(
    backup, target, databases
):
    seen = restoring.restore(backup.path, target)

    assert (
        f"Master key {NAME} ({fingerprint(KEY)}) opens a text (writing.Text)." in seen
    )
    assert databases() == {""}
    with django_in(target.database, "web"):
        assert read_by(backup.writer_id) == [TEXT]
        assert read_by(backup.outsider_id) == []
        assert [state.fault for state in state_of_keys()] == [""]
        with transaction.atomic():
            assert Text.objects.count() == 0


def test_the_roles_have_their_walls(backup, target):
    restoring.restore(backup.path, target)

    for role in ("crossmentor_web", "crossmentor_worker"):
        with target.connect_as(role, target.database) as connected:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connected.execute("DELETE FROM spaces_masterkeymark")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connected.execute("CREATE TABLE mine (id int)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connected.execute("SET row_security = off; SELECT * FROM writing_text")
    with target.connect() as superuser:
        [public] = superuser.execute(
            "SELECT has_database_privilege('public', %s, 'CONNECT')", [target.database]
        ).fetchone()
        assert public is False


def test_to_check_changes_nothing(backup, target, databases):
    seen = restoring.check(backup.path, target)

    assert databases() == set()
    assert seen[1:] == [
        "Roles, grants and row-level security are as this version makes them.",
        f"Master key {NAME} ({fingerprint(KEY)}) opens a text (writing.Text).",
    ]


def test_to_check_is_possible_beside_a_site_that_runs(backup, occupied, databases):
    with occupied.connect(occupied.database):
        restoring.check(backup.path, occupied)

    assert databases() == {""}
    assert is_untouched(occupied)


def test_an_empty_or_a_migrated_database_is_filled(backup, target):
    with target.connect() as superuser:
        superuser.execute(f"CREATE DATABASE {target.database}")
    restoring.restore(backup.path, target)
    with target.connect(target.database) as inside:
        inside.execute("TRUNCATE people_person CASCADE")

    restoring.restore(backup.path, target)

    with django_in(target.database, "web"):
        assert read_by(backup.writer_id) == [TEXT]


def test_one_in_which_somebody_is_takes_its_name(backup, occupied, databases):
    for word in ("", "another", "crossmentor"):
        with pytest.raises(Refused, match=f"--replace {occupied.database}"):
            restoring.restore(backup.path, occupied, replace=word)
    assert is_untouched(occupied)

    restoring.restore(backup.path, occupied, replace=occupied.database)

    assert databases() == {""}
    with django_in(occupied.database, "web"):
        assert read_by(backup.writer_id) == [TEXT]


def test_one_of_something_else_is_not_empty(backup, target):
    with target.connect() as superuser:
        superuser.execute(f"CREATE DATABASE {target.database}")
    with target.connect(target.database) as inside:
        inside.execute("CREATE TABLE invoices (id int)")

    with pytest.raises(Refused, match="is not empty"):
        restoring.restore(backup.path, target)


def test_one_that_is_in_use_is_left_alone(backup, occupied, monkeypatch):
    monkeypatch.setattr(restoring, "LEAVING", 0.2)
    with occupied.connect(occupied.database) as inside:
        wait_until_alone(inside)
        with pytest.raises(Refused, match=r"1 connections use .* stop web, worker"):
            restoring.restore(backup.path, occupied, replace=occupied.database)

    assert is_untouched(occupied)


def wait_until_alone(inside):
    """The connections of before take a moment to go."""
    query = (
        "SELECT FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    deadline = time.monotonic() + 60
    while inside.execute(query).fetchone() is not None and time.monotonic() < deadline:
        time.sleep(0.01)


def test_two_restores_at_once_are_one_too_many(backup, target):
    with target.connect() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [restoring.LOCK])
        with pytest.raises(Refused, match="Another restore"):
            restoring.restore(backup.path, target)


@pytest.mark.parametrize("step", ["_fill", "_take_the_place"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_interrupted_it_leaves_what_was(
    backup, occupied, databases, monkeypatch, step, error
):
    def breaks_off(*arguments):
        raise error

    monkeypatch.setattr(restoring, step, breaks_off)

    with pytest.raises(error):
        restoring.restore(backup.path, occupied, replace=occupied.database)

    assert databases() == {""}
    assert is_untouched(occupied)


def test_killed_half_way_it_leaves_what_was(
    backup, occupied, databases, command_environment, settings
):
    running = subprocess.Popen(
        [
            *(sys.executable, "manage.py", "restore", str(backup.path)),
            *("--replace", occupied.database),
        ],
        cwd=settings.ROOT,
        env=command_environment | {"CROSSMENTOR_DATABASE": occupied.database},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    deadline = time.monotonic() + 60
    while "_restored" not in databases() and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.communicate()

    assert databases() == {"", "_restored"}
    assert is_untouched(occupied)
    restoring.restore(backup.path, occupied, replace=occupied.database)
    assert databases() == {""}


def test_a_backup_of_before_the_marks_is_marked(backup, target):
    with target.connect() as superuser:
        superuser.execute(f"DROP DATABASE IF EXISTS {target.database}")
    restoring.restore(backup.path, target)
    with target.connect(target.database) as inside:
        inside.execute("DELETE FROM spaces_masterkeymark")
    path = copy(backup.path, "two")
    path.unlink()
    take_backup(path, target)

    restoring.restore(path, target, replace=target.database)

    with django_in(target.database, "web"):
        assert [(state.name, state.fault) for state in state_of_keys()] == [(NAME, "")]


def test_a_key_that_the_restored_one_does_not_know_is_told(backup, target, settings):
    settings.MASTER_KEYS = [("new", os.urandom(32)), (NAME, KEY)]

    seen = restoring.restore(backup.path, target)

    assert "add_master_key new" in seen[-1]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("ALTER TABLE writing_text DISABLE ROW LEVEL SECURITY", "writing_text"),
        ("ALTER TABLE spaces_datakey NO FORCE ROW LEVEL SECURITY", "spaces_datakey"),
        ("DROP POLICY mine ON writing_snapshot", "the policy mine is missing"),
        ("ALTER POLICY mine ON writing_snapshot USING (true)", "mine is changed"),
        ("GRANT DELETE ON spaces_auditevent TO crossmentor_web", "DELETE"),
        ("GRANT SELECT ON writing_text TO crossmentor_worker", "writing_text"),
        ("GRANT UPDATE ON spaces_masterkeymark TO crossmentor_web", "UPDATE"),
        ("REVOKE ALL ON people_team FROM crossmentor_web", "may not .* people_team"),
    ],
)
def test_a_wall_that_is_missing_is_named(filled, fault, words):
    with our_server().connect(connection.settings_dict["NAME"]) as inside:
        with inside.transaction(force_rollback=True):
            checking.refuse_other_walls(inside)
            inside.execute(fault)
            with pytest.raises(Refused, match=words):
                checking.refuse_other_walls(inside)


def test_the_command_says_what_it_saw(backup, target, settings, monkeypatch):
    told = StringIO()
    monkeypatch.setattr(
        "crossmentor.management.commands.restore.our_server", lambda: target
    )

    call_command("restore", str(backup.path), "--check", stdout=told)
    call_command("restore", str(backup.path), stdout=told)

    lines = told.getvalue().splitlines()
    assert lines[3] == "It can be restored; nothing was changed."
    assert lines[-1] == f"Restored: {target.database}. Everybody signs in anew."


def test_a_backup_from_before_the_squash(filled, target, tmp_path, settings):
    settings.PROCESS = "owner"
    path = tmp_path / "of_before"
    with connect_as("owner") as owner, owner.transaction():
        owner.execute(BEFORE.read_text())
    try:
        take_backup(path, our_server())
    finally:
        with django_in(connection.settings_dict["NAME"], "owner"):
            adopting.adopt()

    restoring.restore(path, target)

    with django_in(target.database, "owner"):
        ledger = adopting.ledger()
        assert not adopting.is_of_before(ledger)
        assert ("writing", "0001_initial") in ledger
