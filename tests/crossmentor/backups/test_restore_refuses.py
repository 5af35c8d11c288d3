"""What cannot be restored well is refused before anything is touched."""

from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction

from crossmentor.backups import restoring
from crossmentor.backups.errors import Refused
from crossmentor.backups.server import our_server
from crossmentor.backups.taking import take_backup
from spaces.acting import acting_as
from spaces.marks import fingerprint
from spaces.services import own_space
from tests.conftest import connect_as
from tests.crossmentor.backups.conftest import is_untouched
from writing.models import Text

pytestmark = pytest.mark.django_db(transaction=True)
NAME, KEY = configured.MASTER_KEYS[0]
# The same in every process: the names of tests are made of it.
WRONG = bytes(range(32))


@pytest.fixture
def refused(backup, occupied, databases):
    """The restore is refused in these words, and the database is what it was."""

    def _refused(words):
        with pytest.raises(Refused, match=words):
            restoring.restore(backup.path, occupied, replace=occupied.database)
        assert databases() == {""}
        assert is_untouched(occupied)

    return _refused


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([], f"{NAME} .*: it is not configured"),
        ([("new", WRONG)], f"{NAME} .*: it is not configured"),
        ([(NAME, WRONG)], f"the one configured by that name is {fingerprint(WRONG)}"),
        ([("other", KEY)], f"it is configured as other, name it {NAME}"),
    ],
)
def test_without_its_keys(
    refused, backup, occupied, settings, monkeypatch, keys, words
):
    settings.MASTER_KEYS = keys
    touched = []
    monkeypatch.setattr(restoring.roles, "create", touched.append)

    refused(f"Nothing was touched(.|\n)*{words}")

    assert touched == []
    with pytest.raises(Refused, match=words):
        restoring.check(backup.path, occupied)


def test_one_bit_off(refused, backup):
    content = bytearray(backup.path.read_bytes())
    content[len(content) // 2] ^= 4
    backup.path.write_bytes(content)

    refused("damaged")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"format": 2}, "of a newer version"),
        ({"postgresql": 99}, "PostgreSQL 99, and this server is 18"),
        ({"migrations": [["spaces", "0999_later"]]}, "it knows spaces.0999_later"),
        ({"more": 1}, "no backup"),
    ],
)
def test_of_a_newer_version(refused, backup, changed, words):
    backup.rewritten(**changed)

    refused(words)


def test_with_other_rows_than_it_says(refused, backup):
    backup.rewritten(rows={"people_person": 3})

    refused("has .* rows, and had")


@pytest.mark.parametrize("dump", [b"nonsense", b"PGDMP\x01\x10\x00"])
def test_with_a_dump_that_is_none(refused, backup, dump):
    backup.rewritten(dump=dump)

    refused("pg_restore failed")


def test_with_a_text_that_does_not_open(
    refused, backup, filled, target, tmp_path, settings
):
    damage("writing_text", "body")
    backup.path.unlink()
    take_backup(backup.path, our_server())

    refused("opens none of the texts, such as of writing.Text")


def test_with_keys_that_lie_under_another_one(refused, backup, filled):
    damage("spaces_datakey", "wrapped")
    backup.path.unlink()
    take_backup(backup.path, our_server())

    refused("opens neither the oldest nor the newest")


def test_with_a_table_that_is_open_to_somebody_else(refused, backup, filled):
    with connect_as("superuser") as superuser:
        superuser.execute("GRANT SELECT ON writing_text TO pg_monitor")
    backup.path.unlink()
    try:
        take_backup(backup.path, our_server())
    finally:
        with connect_as("superuser") as superuser:
            superuser.execute("REVOKE SELECT ON writing_text FROM pg_monitor")

    refused("pg_monitor may SELECT on writing_text")


def test_a_key_that_is_lost_for_good_is_named(backup, target, settings):
    settings.MASTER_KEYS = [("new", WRONG)]
    with pytest.raises(Refused, match="knows no master key neither"):
        restoring.check(backup.path, target, without=["neither"])

    seen = restoring.restore(backup.path, target, without=[NAME])

    assert not any(NAME in words for words in seen[:-1])
    assert "add_master_key new" in seen[-1]


def test_one_text_that_is_damaged_does_not_keep_the_others(
    backup, filled, target, settings
):
    settings.PROCESS = "web"
    writer = get_user_model()(pk=filled[0])
    with acting_as(writer), transaction.atomic():
        space = own_space(writer)
        Text.objects.create(
            space=space, author=writer, kind="goal", key=uuid4(), body="whole"
        )
    damage("writing_text", "body", f"WHERE id = '{filled[2]}'")
    settings.PROCESS = "owner"
    backup.path.unlink()
    take_backup(backup.path, our_server())

    seen = restoring.restore(backup.path, target)

    assert any("opens a text (writing.Text)" in words for words in seen)


def test_a_database_of_that_name_that_is_not_ours_is_kept(backup, target, databases):
    with target.connect() as superuser:
        superuser.execute(f"CREATE DATABASE {target.database}_restored")
    with target.connect(f"{target.database}_restored") as inside:
        inside.execute("CREATE VIEW somebodys AS SELECT 1")

    with pytest.raises(Refused, match=f"{target.database}_restored: rename it"):
        restoring.restore(backup.path, target)

    assert databases() == {"_restored"}


def damage(table, column, which=""):
    """One byte of a sealed value, as no role of ours can."""
    with connect_as("superuser") as superuser:
        superuser.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        superuser.execute(
            f"UPDATE {table} SET {column} = set_byte({column}, 30, "
            f"(get_byte({column}, 30) + 1) % 256) {which}"
        )
        superuser.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_the_command_says_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("restore", str(tmp_path / "none"))
