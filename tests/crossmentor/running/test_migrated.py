"""A start migrates when something is otherwise than after the last time."""

import os

import pytest

from crossmentor.running import migrated


@pytest.fixture
def noted(tmp_path, settings):
    """A room of one file, and that its tables were made."""
    settings.VAR, settings.ROOT, settings.ROOMS = tmp_path, tmp_path, ("room",)
    (tmp_path / "room/sql").mkdir(parents=True)
    (tmp_path / "room/models.py").write_text("A = 1")
    migrated.note()
    return tmp_path


def test_nothing_changed(noted):
    assert migrated.is_so()


def test_never_migrated(noted):
    (noted / "migrated").unlink()

    assert not migrated.is_so()


@pytest.mark.parametrize("name", ["room/sql/a.sql", "room/models.py", "room/new.py"])
def test_a_file_changed(noted, name):
    (noted / name).write_text("A = 2")
    os.utime(noted / name, (1, 1))

    assert not migrated.is_so()


def test_another_database(noted, settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", "another")

    assert not migrated.is_so()
