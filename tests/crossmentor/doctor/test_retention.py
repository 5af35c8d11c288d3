"""What the doctor says of groups that ended, and of the file of erasures."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from crossmentor.doctor.examining import examine
from spaces import erasures
from tests import factories
from tests.conftest import connect_as


@pytest.fixture
def night(well, settings, tmp_path):
    """It was looked at tonight, and nothing was erased so far."""
    settings.ERASURES_FILE = tmp_path / "erasures"
    erasures.add_lines(settings.ERASURES_FILE, erasures.ERASED, [])
    with connect_as("worker") as worker:
        worker.execute(
            "INSERT INTO groups_retentionround "
            "(id, at, is_erasing, ripe, not_reminded, erased) "
            "VALUES (1, %s, false, '[\"a\", \"b\"]', '[\"c\"]', '[]')",
            [timezone.now()],
        )
    return settings.ERASURES_FILE


def of_retention():
    found = examine()
    return [(one.level, one.what) for one in found if one.about == "retention"]


def test_what_is_to_go_is_told_in_numbers(night):
    assert of_retention() == [
        ("ok", "Of ended groups 2 spaces are to go; erasing is switched off."),
        (
            "warn",
            "1 spaces are past their day and stay: a reminder did not arrive.",
        ),
        ("ok", f"{night} knows what was erased."),
    ]


def test_a_night_that_did_not_come_is_told(night, failing):
    with connect_as("worker") as worker:
        worker.execute(
            "UPDATE groups_retentionround SET at = %s",
            [timezone.now() - dt.timedelta(hours=49)],
        )
    assert failing() == ["What ended groups left was last looked at 2 days ago."]


def test_spaces_that_are_here_again_are_told(night, failing):
    with transaction.atomic():
        group = factories.formed_group(factories.ProgrammeFactory())
    erasures.add_lines(night, erasures.ERASED, [group.circle_id])
    assert failing() == [f"1 spaces that {night} knows as erased are here again."]


def test_a_file_that_was_cut_off_is_told(night, failing):
    erasures.add_lines(night, erasures.ERASED, [UUID(int=1)])
    night.write_bytes(night.read_bytes()[:-20])
    assert failing() == [f"{night} is not whole, see line 2."]
