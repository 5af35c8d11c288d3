"""What the doctor says of which migrations a database has run."""

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from crossmentor.database import adopting
from crossmentor.doctor import migrations

ALL = dict.fromkeys(MigrationLoader(None).disk_migrations, True)
LATER = ("spaces", "0999_of_tomorrow")


@pytest.fixture
def said(monkeypatch):
    """What is said of a database that has run these: level, words and cure of each."""

    def said(ran):
        monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _self: ran)
        return [
            (finding.level, finding.what, finding.cure)
            for finding in migrations.findings(None)
        ]

    return said


def test_all_have_run(said):
    assert said(ALL) == [("ok", f"All {len(ALL)} migrations have run.", "")]


def test_what_has_not_run_is_named(said):
    ran = {key: True for key in ALL if key != ("writing", "0001_initial")}

    assert said(ran) == [
        ("fail", "writing.0001_initial has not run.", "Run `manage.py migrate`.")
    ]


def test_a_newer_version_was_here(said):
    [(level, what, cure)] = said(ALL | {LATER: True})

    assert level == "warn"
    assert what == "The database has seen a newer version: spaces.0999_of_tomorrow."
    assert "Start the version that made it" in cure


@pytest.mark.parametrize("known", [adopting.LAST, {}], ids=["last", "earlier"])
def test_a_database_of_before_is_no_newer_one(said, known):
    """`adopt_database` says itself which version comes first where it has to."""
    ran = {adopting.OF_BEFORE: True} | dict.fromkeys(known.items(), True)

    [(level, what, cure)] = said(ran)

    assert level == "fail"
    assert what == "The database is from before the migrations were squashed."
    assert "adopt_database" in cure
