"""The nightly round and the file of erasures, at their edges."""

import datetime as dt
from types import SimpleNamespace
from uuid import UUID

import pytest
import time_machine

from crossmentor.doctor import retention
from crossmentor.doctor.finding import FAIL, OK, WARN, Finding
from spaces import erasures
from tests.crossmentor.doctor.eyes import Eyes

NOW = dt.datetime(2028, 2, 29, 12, tzinfo=dt.UTC)
ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
def file(settings, tmp_path, monkeypatch):
    settings.ERASURES_FILE = tmp_path / "erasures"
    monkeypatch.setattr(retention, "nights", lambda: ())
    return settings.ERASURES_FILE


@pytest.fixture
def found(file, monkeypatch):
    """What is said where the database knows some as erased, and has some again."""

    def found(known=(), back=(), roles=("web",)):
        asked = SimpleNamespace(values_list=lambda *names, flat: known)
        monkeypatch.setattr(retention, "Erasure", SimpleNamespace(objects=asked))
        eyes = Eyes({"spaces_not_erased": back}, roles=roles)
        return [str(one) for one in retention.findings(eyes)]

    return found


def test_it_may_lie_where_the_worker_runs(found):
    assert found() == ["The file of erasures is not here: see where the worker runs."]


def test_what_cannot_be_read_is_said(found, file):
    file.mkdir()

    assert found() == [
        f"{file} cannot be read: IsADirectoryError. Let whom the worker runs as read "
        "and write it."
    ]


def test_all_of_it_is_known(found, file):
    erasures.add_lines(file, erasures.ERASED, [ONE, OTHER])

    assert found(known=[ONE, OTHER]) == [f"{file} knows what was erased."]


def test_what_the_file_lacks_the_night_adds(found, file):
    erasures.add_lines(file, erasures.ERASED, [ONE])
    erasures.add_lines(file, erasures.KEPT, [OTHER])

    assert found(known=[ONE, OTHER]) == [
        f"{file} lacks 1 spaces that were erased. The worker adds them in the night; is "
        "it this file that it writes?"
    ]


def test_what_is_here_again_came_with_a_restore(found, file):
    erasures.add_lines(file, erasures.ERASED, [ONE])

    assert found(known=[ONE], back=[(ONE,)]) == [
        f"1 spaces that {file} knows as erased are here again. A restore went without "
        "it: take a backup, and restore that with it."
    ]


def test_lines_that_are_not_whole_are_told_by_number(found, file):
    erasures.add_lines(file, erasures.ERASED, [ONE, OTHER])
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], lines[1][:-1], lines[2], "nonsense"]) + "\n")

    assert found(known=[OTHER]) == [
        f"{file} is not whole, see line 2, 4. A restore refuses it: look for another "
        "copy, or take that line away."
    ]


def test_without_a_database_the_file_alone_is_looked_at(found, file):
    erasures.add_lines(file, erasures.ERASED, [ONE])

    assert found(roles=()) == [f"{file} knows what was erased."]


@pytest.fixture
def night(monkeypatch):
    """What is said of a round of so many hours ago."""

    def night(hours, **given):
        row = {"is_erasing": True, "ripe": [], "not_reminded": []} | given
        last = SimpleNamespace(at=NOW - dt.timedelta(hours=hours), **row)
        rounds = SimpleNamespace(first=lambda: last)
        monkeypatch.setattr(
            retention, "RetentionRound", SimpleNamespace(objects=rounds)
        )
        with time_machine.travel(NOW, tick=False):
            return list(retention.nights())

    return night


WELL = Finding(OK, "Of ended groups 0 spaces are to go.")


@pytest.mark.parametrize("hours", [0, 24, 36])
def test_a_night_that_came(night, hours):
    assert night(hours) == [WELL]


def test_a_night_that_was_missed(night):
    assert night(36.01) == [
        Finding(
            FAIL,
            "What ended groups left was last looked at 36 hours ago.",
            "See that worker and beat run.",
        ),
        WELL,
    ]


def test_before_the_first_night(monkeypatch):
    rounds = SimpleNamespace(objects=SimpleNamespace(first=lambda: None))
    monkeypatch.setattr(retention, "RetentionRound", rounds)

    assert list(retention.nights()) == [
        Finding(OK, "What ended groups left is looked at in the night to come.")
    ]


@pytest.mark.parametrize(
    ("is_erasing", "words"), [(True, ""), (False, "; erasing is switched off")]
)
def test_how_many_are_to_go_and_how_many_stay(night, is_erasing, words):
    told, stays = night(
        1, is_erasing=is_erasing, ripe=["a", "b"], not_reminded=["c", "d", "e"]
    )

    assert told == Finding(OK, f"Of ended groups 2 spaces are to go{words}.")
    assert stays == Finding(
        WARN,
        "3 spaces are past their day and stay: a reminder did not arrive.",
        "The coordinator sees whose, under Delivery of mails; `manage.py retention` "
        "lists them.",
    )
