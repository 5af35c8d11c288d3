"""The sheet for the safe: typed again it gives the same keys, or says which line is off."""

import os
import re
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from crossmentor.backups import sheet
from manage import process_of
from spaces.marks import fingerprint
from tests.conftest import connect_as

NAME, KEY = configured.MASTER_KEYS[0]


def typed(text):
    [found] = sheet.parse_sheet(text)
    return found


@given(
    key=st.binary(min_size=32, max_size=32), blanks=st.sampled_from(["", " ", "   "])
)
def test_what_is_printed_is_read_back(key, blanks):
    lines = sheet.lines("first", key)
    # As people type: other blanks, capitals in the check digits, a dot after the number.
    again = [lines[0].upper().replace("FIRST", "first").replace("KEY", "key", 1)]
    for line in lines[1:]:
        number, *groups, digits = line.split()
        again.append(f"{number}. {blanks.join(groups)} {digits.upper()}")

    found = typed("\n".join(["Some words", "", *again, "more words"]))

    assert found.faults == []
    assert (found.name, found.key) == ("first", key)


def test_every_letter_that_is_off_is_found_in_its_line():
    lines = sheet.lines("first", KEY)
    for row in range(1, 5):
        for place, letter in enumerate(lines[row]):
            if place < 6 or letter == " ":
                continue
            for other in "aB3+":
                if letter.lower() == other.lower():
                    continue
                wrong = lines[row][:place] + other + lines[row][place + 1 :]
                found = typed("\n".join([*lines[:row], wrong, *lines[row + 1 :]]))
                assert found.faults == [f"line {row} does not fit"], wrong
                assert found.key is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda lines: [lines[0], lines[2], *lines[2:]], "line 2 is there twice"),
        (lambda lines: lines[:4], "line 4 is missing"),
        (lambda lines: [lines[0].replace("first", "frist"), *lines[1:]], "its name"),
        (lambda lines: [lines[0][:-6], *lines[1:]], "its name"),
        (
            lambda lines: [
                lines[0],
                f"  1{lines[2][3:]}",
                f"  2{lines[1][3:]}",
                *lines[3:],
            ],
            "line 1",
        ),
        (
            lambda lines: [*sheet.lines("first", bytes(32))[:1], *lines[1:]],
            "are not of one key",
        ),
        (
            lambda lines: [*lines[:3], *sheet.lines("first", bytes(32))[3:]],
            "are not of one key",
        ),
    ],
    ids=[
        "twice",
        "missing",
        "name",
        "no digits",
        "swapped",
        "name of other",
        "two keys",
    ],
)
def test_a_slip_is_named(change, fault):
    found = typed("\n".join(change(sheet.lines("first", KEY))))

    assert any(fault in each for each in found.faults), found.faults
    assert found.key is None


def test_a_sheet_may_hold_several():
    keys = [("new", os.urandom(32)), ("first", KEY)]
    text = "\n".join(line for name, key in keys for line in sheet.lines(name, key))

    assert [(one.name, one.key) for one in sheet.parse_sheet(text)] == keys


@pytest.fixture
def marked(transactional_db):
    with connect_as("owner") as owner:
        owner.execute("DELETE FROM spaces_masterkeymark")


@pytest.mark.django_db(transaction=True)
def test_it_is_printed_and_checked(marked, tmp_path, capsys, caplog):
    call_command("key_sheet", str(tmp_path / "sheet"))
    printed = (tmp_path / "sheet").read_text()
    told = StringIO()
    call_command(
        *("key_sheet", "--check", str(tmp_path / "sheet")),
        *("--into", str(tmp_path / "keys")),
        stdout=told,
    )

    assert connection.settings_dict["NAME"] in printed
    assert re.search(r"Made on 20\d\d-\d\d-\d\d", printed)
    assert "  seals what is new; 0 spaces lie under it" in printed
    assert told.getvalue().splitlines()[0] == (
        f"{NAME} ({fingerprint(KEY)}): every line fits; it is configured here."
    )
    assert (tmp_path / "sheet").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").read_text() == sheet.parse_sheet(printed)[0].word + "\n"
    assert caplog.text == ""
    group = sheet.lines(NAME, KEY)[1].split()[1]
    assert group not in capsys.readouterr().out + told.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_sheet_of_a_wrong_key_is_not_printed(marked, settings):
    call_command("key_sheet", stdout=StringIO())
    settings.MASTER_KEYS = [(NAME, os.urandom(32))]
    told = StringIO()

    with pytest.raises(CommandError, match=f"{NAME} is not the one"):
        call_command("key_sheet", stdout=told)

    assert told.getvalue() == ""


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([("other", KEY)], "it is configured here"),
        (
            [(NAME, bytes(32))],
            f"another key has that name here, {fingerprint(bytes(32))}",
        ),
        ([], "it is not configured here"),
    ],
)
def test_it_says_whether_that_key_is_here(settings, tmp_path, keys, words):
    settings.MASTER_KEYS = keys
    (tmp_path / "typed").write_text("\n".join(sheet.lines(NAME, KEY)))
    told = StringIO()

    call_command("key_sheet", "--check", str(tmp_path / "typed"), stdout=told)

    assert (
        told.getvalue() == f"{NAME} ({fingerprint(KEY)}): every line fits; {words}.\n"
    )


def test_what_was_typed_wrong_makes_no_file_of_keys(tmp_path):
    lines = sheet.lines(NAME, KEY)
    (tmp_path / "typed").write_text("\n".join(lines[:4]))
    told = StringIO()

    with pytest.raises(CommandError, match="not typed as it was printed"):
        call_command(
            *("key_sheet", "--check", str(tmp_path / "typed")),
            *("--into", str(tmp_path / "keys")),
            stdout=told,
        )

    assert told.getvalue() == f"{NAME}: line 4 is missing.\n"
    assert not (tmp_path / "keys").exists()
    (tmp_path / "typed").write_text("nothing")
    with pytest.raises(CommandError, match="No line begins with key"):
        call_command("key_sheet", "--check", str(tmp_path / "typed"))


def test_a_bare_machine_checks_what_was_typed(tmp_path):
    """Before there is a database, or any key."""
    done = subprocess.run(
        [sys.executable, "manage.py", "key_sheet", "--check"],
        cwd=configured.ROOT,
        env={"PATH": os.environ["PATH"], "CROSSMENTOR_VAR": str(tmp_path / "var")},
        input="\n".join(sheet.lines("first", KEY)),
        capture_output=True,
        text=True,
    )

    assert done.stdout == (
        f"first ({fingerprint(KEY)}): every line fits; it is not configured here.\n"
    )
    # Nor does looking make one.
    assert not (tmp_path / "var" / "master_keys").exists()
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("given_addresses", "process"),
    [
        ([], "owner"),
        (["DATABASE_URL"], "web"),
        (["DATABASE_URL", "DATABASE_URL_OWNER"], "owner"),
    ],
)
def test_it_runs_where_the_pages_run_too(given_addresses, process, monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_URL_OWNER"):
        monkeypatch.delenv(name, raising=False)
    for name in given_addresses:
        monkeypatch.setenv(name, "postgresql://")

    assert process_of("key_sheet") == process
    assert process_of("backup") == process_of("restore") == "owner"
