"""What cannot be restored well is refused before anything is touched."""

import os

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command

from crossmentor.backups import restoring
from crossmentor.backups.errors import Refused
from crossmentor.backups.server import our_server
from crossmentor.backups.taking import take
from spaces.marks import fingerprint
from tests.conftest import connect_as
from tests.crossmentor.backups.conftest import is_untouched

pytestmark = pytest.mark.django_db(transaction=True)
NAME, KEY = configured.MASTER_KEYS[0]
WRONG = os.urandom(32)


@pytest.fixture
def refused(backup, occupied, databases):
    """The restore is refused in these words, and the database is what it was."""

    def _refused(words):
        for restore in (
            lambda: restoring.check(backup.path, occupied),
            lambda: restoring.restore(backup.path, occupied, replace=occupied.database),
        ):
            with pytest.raises(Refused, match=words):
                restore()
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
def test_without_its_keys(refused, settings, monkeypatch, keys, words):
    settings.MASTER_KEYS = keys
    touched = []
    monkeypatch.setattr(restoring.roles, "create", touched.append)

    refused(f"Nothing was touched(.|\n)*{words}")

    assert touched == []


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
    with connect_as("superuser") as superuser:
        superuser.execute("ALTER TABLE workbook_page DISABLE TRIGGER USER")
        superuser.execute(
            "UPDATE workbook_page SET body = set_byte(body, 30, "
            "(get_byte(body, 30) + 1) % 256)"
        )
        superuser.execute("ALTER TABLE workbook_page ENABLE TRIGGER USER")
    backup.path.unlink()
    take(backup.path, our_server())

    refused("does not open")


def test_with_keys_that_lie_under_another_one(refused, backup, filled):
    with connect_as("superuser") as superuser:
        superuser.execute(
            "UPDATE spaces_datakey SET wrapped = set_byte(wrapped, 30, "
            "(get_byte(wrapped, 30) + 1) % 256)"
        )
    backup.path.unlink()
    take(backup.path, our_server())

    refused("opens neither the oldest nor the newest")


def test_the_command_says_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("restore", str(tmp_path / "none"))
