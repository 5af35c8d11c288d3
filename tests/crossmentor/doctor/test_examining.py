"""All parts are looked at, whatever one of them meets; the command prints them."""

import io
import json

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError

from crossmentor.doctor import disk, examining
from crossmentor.doctor.finding import FAIL, OK, WARN, Finding, fail, ok, or_well, warn
from crossmentor.management.commands import doctor
from tests.crossmentor.doctor.eyes import Eyes

SECRET = "postgresql://crossmentor_web:s3cret@db.example.org/firm"
AGAIN = "Mend what the other lines say, and run this again."


def breaking(error):
    def look(sight):
        yield ok("The first half is well.")
        raise error

    return look


@pytest.mark.parametrize(
    "error",
    [
        OperationalError(SECRET),
        psycopg.OperationalError(SECRET),
        PermissionError(13, "Permission denied", "/srv/erasures"),
        ValueError(SECRET),
        RecursionError(SECRET),
    ],
)
def test_what_cannot_be_looked_at_is_told_by_its_kind(error):
    kind = type(error).__name__

    assert list(examining.looked(breaking(error), None)) == [
        ok("The first half is well."),
        fail(f"This could not be looked at: {kind}.", AGAIN),
    ]


def test_what_a_process_is_told_at_its_start_is_told_here():
    words = "This database does not know the master key first."

    _first, told = examining.looked(breaking(ImproperlyConfigured(words)), None)

    assert told == fail(words, "")


def test_whoever_ends_it_ends_it():
    with pytest.raises(KeyboardInterrupt):
        list(examining.looked(breaking(KeyboardInterrupt()), None))


def test_a_part_that_breaks_off_does_not_end_the_others(monkeypatch):
    def well(sight, **given):
        yield ok(f"Well{given.get('send_to', '')}.")

    for part in ("roles", "migrations", "tables", "functions", "keys", "opening"):
        monkeypatch.setattr(getattr(examining, part), "findings", well)
    for part in ("server", "processes", "ledger", "retention", "post", "address"):
        monkeypatch.setattr(getattr(examining, part), "findings", well)
    monkeypatch.setattr(examining.sign_on, "findings", breaking(OSError()))
    monkeypatch.setattr(examining.disk, "findings", well)
    monkeypatch.setattr(examining, "starting", well)
    monkeypatch.setattr(examining.Sight, "__enter__", lambda self: self)

    found = examining.examine(send_to=" to the host")

    assert [(one.about, one.level) for one in found if one.level != OK] == [
        ("sign-on", FAIL)
    ]
    assert [one.about for one in found] == [
        "roles",
        "start",
        "migrations",
        "tables",
        "functions",
        "keys",
        "opening",
        "server",
        "processes",
        "ledger",
        "retention",
        "mail",
        "address",
        "sign-on",
        "sign-on",
        "disk",
    ]
    assert [one.what for one in found if one.about == "mail"] == ["Well to the host."]


def test_a_process_of_the_owner_starts_in_no_role(settings):
    settings.PROCESS = "owner"

    assert list(examining.starting(None)) == []


def test_a_finding_reads_as_a_sentence_and_its_cure():
    assert str(fail("It is off.", "Switch it on.")) == "It is off. Switch it on."
    assert str(warn("It is low.")) == "It is low."
    assert or_well([], "All is well.") == [Finding(OK, "All is well.")]
    assert or_well([warn("It is low.")], "All is well.") == [
        Finding(WARN, "It is low.")
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Zoë 表", "Zoë 表"),
        ("a\nok   tables     All is well.", "a\ufffdok   tables     All is well."),
        ("a\r\x1b[2K", "a\ufffd\ufffd[2K"),
        # It would turn the rest of the line round.
        ("a\u202eb", "a\ufffdb"),
    ],
)
def test_a_name_makes_no_line_of_its_own(name, told):
    found = fail(f"The table {name} is open.", "Close it.")

    assert str(found) == f"The table {told} is open. Close it."
    # A program reads it whole.
    assert name in found.as_dict()["what"]


def run(monkeypatch, found, *words):
    sent = []
    monkeypatch.setattr(
        doctor, "examine", lambda send_to: sent.append(send_to) or found
    )
    out = io.StringIO()
    code = 0
    try:
        call_command("doctor", *words, stdout=out)
    except SystemExit as end:
        code = end.code
    return code, out.getvalue(), sent


FOUND = [
    Finding(OK, "It answers.", "", "mail"),
    Finding(WARN, "It is low.", "Make room.", "disk"),
]


def test_one_line_for_each_and_nothing_but_warnings_is_well(monkeypatch):
    assert run(monkeypatch, FOUND) == (
        0,
        "ok   mail       It answers.\nwarn disk       It is low. Make room.\n",
        [""],
    )


def test_one_fault_ends_with_one(monkeypatch):
    found = [Finding(FAIL, "Away.", "Start it.", "sign-on"), *FOUND]

    code, said, _sent = run(monkeypatch, found)

    assert code == 1
    assert said.startswith("FAIL sign-on    Away. Start it.\n")


def test_a_program_reads_the_same(monkeypatch):
    code, said, sent = run(monkeypatch, FOUND, "--json", "--send", "host@example.org")

    assert (code, sent) == (0, ["host@example.org"])
    assert json.loads(said)[1] == {
        "level": "warn",
        "what": "It is low.",
        "cure": "Make room.",
        "about": "disk",
    }


USAGE = examining.disk.shutil._ntuple_diskusage


@pytest.mark.parametrize(
    ("free", "level", "words"),
    [
        (4.99, FAIL, "5.0 GiB (5%)"),
        (5, WARN, "5.0 GiB (5%)"),
        (9.99, WARN, "10.0 GiB (10%)"),
        (10, OK, "10.0 GiB (10%)"),
        (0, FAIL, "0.0 GiB (0%)"),
        (100, OK, "100.0 GiB (100%)"),
    ],
)
def test_a_disk_at_its_edges(settings, free, level, words):
    used = int(free * disk.GIB)
    found = disk.room(USAGE(100 * disk.GIB, 0, used))

    assert (found.level, found.what) == (
        level,
        f"{words} are free at {settings.VAR}.",
    )
    assert found.cure == (
        ""
        if level == OK
        else "Make room, or enlarge the disk; a full one takes no more texts."
    )


def test_a_folder_that_is_not_there_yet_is_not_made(settings, tmp_path):
    settings.VAR = tmp_path / "a" / "b"

    (found,) = disk.findings(Eyes(roles=()))

    assert f"free at {settings.VAR}" in found.what
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("embedded", "where"), [(True, "on this machine"), (False, "on its own machine")]
)
def test_how_large_the_database_is(settings, tmp_path, embedded, where):
    settings.VAR, settings.EMBEDDED = tmp_path, embedded
    eyes = Eyes({"pg_database_size": [(3 * disk.GIB // 2,)]})

    *_room, found = disk.findings(eyes)

    assert found == Finding(OK, f"The database takes 1.50 GiB {where}.")
