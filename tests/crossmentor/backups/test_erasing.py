"""A backup from before an erasure does not bring back what was erased."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from crossmentor.backups import restoring
from crossmentor.backups.erasing import LOST
from crossmentor.backups.errors import Refused
from crossmentor.backups.server import django_in, our_server
from crossmentor.backups.taking import take_backup
from groups import services as groups
from groups.retention import REMINDER, object_of
from groups.services import retention
from reminders.models import Mail
from spaces import erasures
from spaces.acting import acting_as
from spaces.models import OwnErasure, Space
from tests import factories
from writing.models import Text
from writing.services import erasing as writing

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Wat wij samen schreven"


@pytest.fixture
def as_the_worker(settings):
    """A night as the worker has it: its own connection and role, and no key."""

    def night():
        known, settings.MASTER_KEYS = settings.MASTER_KEYS, []
        with django_in(connection.settings_dict["NAME"], "worker"):
            retention.go_through()
        settings.MASTER_KEYS = known

    return night


class Year:
    """Two groups with a text in each circle, backed up; then the first one's is erased."""

    def __init__(self, path, one, other, writer, own):
        self.path, self.one, self.other = path, one, other
        self.writer, self.own = writer, own


@pytest.fixture
def year(filled, tmp_path):
    with transaction.atomic():
        programme = factories.ProgrammeFactory()
        one, other = (factories.formed_group(programme) for _ in range(2))
    for group in (one, other):
        mentee = group.seats.exclude(pair=None).first()
        for space_id in (group.circle_id, mentee.pair_id):
            with acting_as(mentee.person), transaction.atomic():
                Text.objects.create(
                    space=Space(pk=space_id),
                    author=mentee.person,
                    kind="goal",
                    key=uuid4(),
                    body=WORDS,
                )
    path = tmp_path / "of a year"
    take_backup(path, our_server())
    return Year(path, one, other, mentee.person, filled)


def rows(server, query, *parameters):
    with server.connect(server.database) as inside:
        return inside.execute(query, parameters).fetchall()


def texts_of(server, space_id):
    query = "SELECT count(*) FROM writing_text WHERE space_id = %s"
    return rows(server, query, space_id)[0][0]


def erased(year, file, word=erasures.ERASED):
    seat = year.one.seats.exclude(pair=None).first()
    gone = [year.one.circle_id, seat.pair_id]
    erasures.add_lines(file, word, gone)
    return gone


@pytest.mark.parametrize("word", [erasures.ERASED, erasures.ERASING])
def test_what_was_erased_since_is_not_back(year, request, erasures_file, word):
    """Also where a crash left open whether it was: its day had come."""
    gone = erased(year, erasures_file, word)
    target = request.getfixturevalue("target")

    seen = restoring.restore(year.path, target)

    assert seen[-1] == "2 spaces that were erased since are erased again."
    for space_id in gone:
        assert texts_of(target, space_id) == 0
        query = "SELECT FROM spaces_datakey WHERE space_id = %s"
        assert rows(target, query, space_id) == []
    assert texts_of(target, year.other.circle_id) == 1
    lines = rows(target, 'SELECT kind, group_id, "on" FROM spaces_erasure ORDER BY 1')
    on = dt.datetime.now(dt.UTC).date()
    assert lines == [("circle", year.one.pk, on), ("pair", year.one.pk, on)]
    with django_in(target.database, "web"):
        with acting_as(year.writer), transaction.atomic():
            found = {text.body for text in Text.objects.all()}
    assert found == {WORDS}


def test_what_was_kept_after_all_comes_back(year, request, erasures_file):
    gone = erased(year, erasures_file, erasures.ERASING)
    erasures.add_lines(erasures_file, erasures.KEPT, gone)
    target = request.getfixturevalue("target")

    restoring.restore(year.path, target)

    assert texts_of(target, gone[0]) == 1


def test_own_spaces_are_no_matter_of_the_file(year, request, erasures_file):
    query = "SELECT id FROM spaces_space WHERE kind = 'own'"
    with our_server().connect(connection.settings_dict["NAME"]) as inside:
        own = [space_id for (space_id,) in inside.execute(query)]
    erasures.add_lines(erasures_file, erasures.ERASED, own)
    target = request.getfixturevalue("target")

    restoring.restore(year.path, target)

    assert {texts_of(target, space_id) for space_id in own} == {0, 1}


def test_restored_again_it_changes_nothing(year, request, erasures_file):
    erased(year, erasures_file)
    target = request.getfixturevalue("target")
    restoring.restore(year.path, target)
    path = year.path.with_name("of after")
    take_backup(path, target)

    seen = restoring.restore(path, target, replace=target.database)

    assert "again" not in seen[-1]
    assert len(rows(target, "SELECT FROM spaces_erasure")) == 2


def test_without_the_file_it_is_asked_for(year, request, erasures_file, databases):
    erasures_file.unlink()
    target = request.getfixturevalue("target")

    with pytest.raises(Refused, match="knows which spaces were erased"):
        restoring.restore(year.path, target)
    assert databases() == set()

    restoring.restore(year.path, target, erasures=LOST)
    assert texts_of(target, year.one.circle_id) == 1


def test_one_that_was_cut_off_is_refused(year, request, erasures_file, databases):
    erased(year, erasures_file)
    erasures_file.write_bytes(erasures_file.read_bytes()[:-30])
    target = request.getfixturevalue("target")

    with pytest.raises(Refused, match="not whole, see line 3"):
        restoring.restore(year.path, target)
    assert databases() == set()


def test_that_of_another_installation_is_refused(year, request, erasures_file):
    erasures.add_lines(erasures_file, erasures.ERASED, [uuid4(), uuid4()])
    target = request.getfixturevalue("target")

    with pytest.raises(
        Refused, match="names 2 spaces, of which this backup knows none"
    ):
        restoring.restore(year.path, target)


def test_one_that_is_older_than_the_backup_is_refused(year, request, erasures_file):
    erased(year, erasures_file)
    target = request.getfixturevalue("target")
    restoring.restore(year.path, target)
    path = year.path.with_name("of after")
    take_backup(path, target)
    erasures_file.unlink()
    erasures.add_lines(erasures_file, erasures.ERASED, [])

    with pytest.raises(Refused, match="knows of 2 erasures"):
        restoring.restore(path, target, replace=target.database)
    assert len(rows(target, "SELECT FROM spaces_erasure")) == 2


def test_the_command_takes_another_file(year, request, tmp_path, monkeypatch):
    other = tmp_path / "brought along"
    erased(year, other)
    target = request.getfixturevalue("target")
    command = "crossmentor.management.commands.restore"
    monkeypatch.setattr(f"{command}.our_server", lambda: target)

    with pytest.raises(CommandError, match="There is no"):
        call_command("restore", str(year.path), "--erasures", str(tmp_path / "no"))
    call_command("restore", str(year.path), "--erasures", str(other))

    assert texts_of(target, year.one.circle_id) == 0


def test_the_worker_s_word_is_what_restore_reads(
    year, request, erasures_file, settings, as_the_worker
):
    """A group that ended long ago and was reminded, through a real night."""
    settings.ERASING = True
    with transaction.atomic():
        group = groups.end_on(group=year.one, last_day=dt.date(2020, 1, 31))
    for seat in group.seats.all():
        Mail.objects.create(
            key=f"reminder of {seat.pk}",
            person=seat.person,
            kind=REMINDER,
            object_id=object_of(group, dt.date(2020, 7, 31)),
            link="/",
            state=Mail.State.SENT,
            sent_at=dt.datetime(2020, 7, 1, 6, tzinfo=dt.UTC),
        )
    as_the_worker()
    told = erasures.read_record(erasures_file)
    assert set(told.last.values()) == {erasures.ERASED}
    assert year.one.circle_id in told.gone
    target = request.getfixturevalue("target")

    restoring.restore(year.path, target)

    assert texts_of(target, year.one.circle_id) == 0
    assert texts_of(target, year.other.circle_id) == 1


def own_of(person, text_id=None):
    kind = "text" if text_id else "all"
    return erasures.Own(uuid4(), kind, person.pk, text_id)


def texts_by(server, person):
    query = "SELECT count(*) FROM writing_text WHERE author_id = %s"
    return rows(server, query, person.pk)[0][0]


@pytest.mark.parametrize("word", [erasures.ERASED, erasures.ERASING])
def test_what_somebody_erased_since_is_not_back(year, request, erasures_file, word):
    with transaction.atomic():
        other = year.one.seats.exclude(pair=None).first().person
    one = own_of(year.writer)
    erasures.write_own(erasures_file, word, [one])
    target = request.getfixturevalue("target")

    seen = restoring.restore(year.path, target)

    assert seen[-1] == "1 times what somebody wrote and erased is erased again."
    assert (texts_by(target, year.writer), texts_by(target, other)) == (0, 2)
    query = "SELECT person_id, kind FROM spaces_ownerasure WHERE done_at IS NOT NULL"
    assert rows(target, query) == [(year.writer.pk, "all")]


def test_of_one_text_the_others_are_back(year, request, erasures_file):
    with acting_as(year.writer), transaction.atomic():
        text = Text.objects.first()
    erasures.write_own(erasures_file, erasures.ERASED, [own_of(year.writer, text.pk)])
    target = request.getfixturevalue("target")

    restoring.restore(year.path, target)

    assert texts_by(target, year.writer) == 1
    query = "SELECT FROM writing_text WHERE id = %s"
    assert rows(target, query, text.pk) == []


def test_a_backup_that_knows_of_it_changes_nothing(year, request, erasures_file):
    erasures.write_own(erasures_file, erasures.ERASED, [own_of(year.writer)])
    target = request.getfixturevalue("target")
    restoring.restore(year.path, target)
    path = year.path.with_name("of after")
    take_backup(path, target)

    seen = restoring.restore(path, target, replace=target.database)

    assert "again" not in seen[-1]
    erasures_file.write_text(erasures.HEADER)
    with pytest.raises(Refused, match="1 erasures that the file"):
        restoring.restore(path, target, replace=target.database)


@pytest.fixture
def asked(year):
    """Asked for, and not carried out when the next backup is made."""

    def ask(kind):
        with acting_as(year.writer), transaction.atomic():
            text = Text.objects.first()
            one = OwnErasure.objects.create(
                person=year.writer,
                kind=kind,
                text_id=text.pk if kind == "text" else None,
            )
        year.path = year.path.with_name("with what waits")
        take_backup(year.path, our_server())
        return writing.as_written(one)

    return ask


KINDS = pytest.mark.parametrize(("kind", "left"), [("all", 0), ("text", 1)])
DONE = "SELECT count(*) FROM spaces_ownerasure WHERE done_at IS NOT NULL"


@KINDS
@pytest.mark.parametrize("word", [erasures.ERASED, erasures.ERASING])
def test_what_waited_in_the_backup_and_was_done_since_is_not_back(
    year, request, erasures_file, asked, kind, left, word
):
    erasures.write_own(erasures_file, word, [asked(kind)])
    target = request.getfixturevalue("target")

    seen = restoring.restore(year.path, target)

    assert seen[-1] == "1 times what somebody wrote and erased is erased again."
    assert texts_by(target, year.writer) == left
    assert rows(target, DONE) == [(1,)]


@KINDS
def test_what_waits_still_is_done_by_the_worker_afterwards(
    year, request, erasures_file, asked, settings, kind, left
):
    """Nobody carried it out before: the file does not know of it."""
    one = asked(kind)
    target = request.getfixturevalue("target")

    restoring.restore(year.path, target)

    assert (texts_by(target, year.writer), rows(target, DONE)) == (2, [(0,)])
    known, settings.MASTER_KEYS = settings.MASTER_KEYS, []
    with django_in(target.database, "worker"):
        writing.carry_out()
    settings.MASTER_KEYS = known
    assert (texts_by(target, year.writer), rows(target, DONE)) == (left, [(1,)])
    assert erasures.read_record(erasures_file).own == {one: erasures.ERASED}


@KINDS
def test_what_waits_does_not_stand_in_the_way_of_the_same_asked_later(
    year, request, erasures_file, asked, kind, left
):
    """Of a file that went on with an older backup, which did not know of the first."""
    first = asked(kind)
    later = replace(first, id=uuid4())
    erasures.write_own(erasures_file, erasures.ERASED, [later])
    target = request.getfixturevalue("target")

    restoring.restore(year.path, target)

    assert (texts_by(target, year.writer), rows(target, DONE)) == (left, [(2,)])
