"""Nights that are killed at each step, on real processes; and what a restore finds."""

import datetime as dt
import os
import subprocess
import sys
import time
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.db import connection, transaction

from crossmentor.backups import restoring
from crossmentor.backups.server import our_server
from crossmentor.backups.taking import take_backup
from groups import services as groups
from groups.retention import REMINDER, object_of
from reminders.models import Mail
from spaces import erasures
from spaces.acting import acting_as
from spaces.models import Erasure, Space
from tests import factories
from tests.conftest import connect_as
from tests.crossmentor.backups import nights
from writing.models import Text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def group(filled):
    """One that ended long ago, whose members were all reminded."""
    with transaction.atomic():
        group = factories.formed_group(factories.ProgrammeFactory())
        group = groups.end_on(group=group, last_day=dt.date(2020, 1, 31))
    for seat in group.seats.all():
        Mail.objects.create(
            key=uuid4(),
            person=seat.person,
            kind=REMINDER,
            object_id=object_of(group, group.readable_until),
            link="/",
            state=Mail.State.SENT,
            sent_at=dt.datetime(2020, 7, 1, 6, tzinfo=dt.UTC),
        )
    return group


@pytest.fixture
def start(erasures_file):
    def _start(step=""):
        given = {
            "DJANGO_SETTINGS_MODULE": "crossmentor.settings_test",
            "CROSSMENTOR_PROCESS": "worker",
            "CROSSMENTOR_DATABASE": connection.settings_dict["NAME"],
            "CROSSMENTOR_TEST_VAR": str(configured.VAR),
            "ERASURES_FILE": str(erasures_file),
        }
        return subprocess.Popen(
            [sys.executable, "-m", nights.__name__, step],
            cwd=configured.ROOT,
            env=os.environ | given,
            stderr=subprocess.DEVNULL,
        )

    return _start


def erased() -> set:
    return set(Erasure.objects.values_list("pk", flat=True))


def of_group(group) -> set:
    pairs = group.seats.exclude(pair=None).values_list("pair", flat=True)
    return {group.circle_id, *pairs}


def keys() -> set:
    with connect_as("superuser") as superuser:
        found = superuser.execute("SELECT space_id FROM spaces_datakey").fetchall()
    return {space_id for (space_id,) in found}


@pytest.mark.parametrize("step", nights.STEPS)
def test_a_night_that_is_killed_loses_no_line(group, start, erasures_file, step):
    """What is erased stands in the file at any moment, and the next night ends it."""
    assert start(step).wait() < 0

    assert erased() <= erasures.read_record(erasures_file).gone
    assert keys() & of_group(group) == of_group(group) - erased()
    assert len(erased()) == (step == "committed")

    assert start().wait() == 0
    told = erasures.read_record(erasures_file)
    assert erased() == of_group(group)
    assert told.last == dict.fromkeys(of_group(group), erasures.ERASED)
    assert told.faults == []


def test_two_nights_at_once_write_each_line_once(group, start, erasures_file):
    both = [start("slowly"), start("slowly")]

    assert [one.wait() for one in both] == [0, 0]

    lines = erasures_file.read_text().splitlines()
    first = [line for line in lines if line.startswith(erasures.ERASING)]
    assert len(first) == len(set(first)) == len(of_group(group))
    assert erased() == of_group(group)


def test_what_is_written_at_that_very_moment_goes_the_next_night(group, start):
    """Of a space that was there as the writing began, and gone as it ended."""
    person, space_id = mentee_of(group)
    with acting_as(person), transaction.atomic():
        Text.objects.create(
            space=Space(pk=space_id), author=person, kind="goal", key=uuid4(), body="x"
        )
        assert start().wait() == 0
    assert (texts(space_id), space_id in erased()) == (1, True)

    assert start().wait() == 0

    assert texts(space_id) == 0


def texts(space_id) -> int:
    with connect_as("superuser") as superuser:
        query = "SELECT count(*) FROM writing_text WHERE space_id = %s"
        return superuser.execute(query, [space_id]).fetchone()[0]


def mentee_of(group):
    seat = group.seats.exclude(pair=None).select_related("person").first()
    return seat.person, seat.pair_id


def test_many_processes_write_whole_lines(erasures_file):
    code = (
        "import sys, uuid; from pathlib import Path; import django; django.setup();"
        "from spaces import erasures;"
        "[erasures.add_lines(Path(sys.argv[1]), 'erased', [uuid.uuid4()]) for _ in range(50)]"
    )
    given = {"DJANGO_SETTINGS_MODULE": "crossmentor.settings_test"}
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(erasures_file)],
            cwd=configured.ROOT,
            env=os.environ | given,
        )
        for _ in range(3)
    ]
    assert [one.wait() for one in writers] == [0, 0, 0]

    told = erasures.read_record(erasures_file)
    assert (len(told.last), told.faults) == (150, [])


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(12))
def test_killed_at_any_moment_a_restore_brings_nothing_back(
    group, start, erasures_file, tmp_path, request, round_
):
    """A backup of before, a night that dies somewhere, and the machine is lost."""
    path = tmp_path / "before"
    take_backup(path, our_server())
    night = start("slowly")
    time.sleep(1.5 + 0.12 * round_)
    night.kill()
    night.wait()
    gone, told = erased(), erasures.read_record(erasures_file)
    assert gone <= told.gone <= of_group(group)
    target = request.getfixturevalue("target")

    restoring.restore(path, target)

    with target.connect(target.database) as inside:
        found = inside.execute("SELECT space_id FROM spaces_datakey").fetchall()
        there = {space_id for (space_id,) in found} & of_group(group)
    assert there == of_group(group) - told.gone
    assert there & gone == set()


@pytest.mark.slow
@pytest.mark.parametrize("cut", range(1, 110, 7))
def test_a_file_cut_anywhere_is_found_out(erasures_file, cut):
    spaces = [uuid4() for _ in range(3)]
    erasures.add_lines(erasures_file, erasures.ERASED, spaces)
    whole = erasures_file.read_bytes()
    erasures_file.write_bytes(whole[:-cut])

    told = erasures.read_record(erasures_file)

    # Without its last line break a line is whole still; else it is missed, or a fault.
    assert told.faults or told.gone == set(spaces[: 3 - whole[-cut:].count(b"\n") + 1])
