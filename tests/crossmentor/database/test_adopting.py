"""A database from before the migrations were squashed, with people's texts in it."""

from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from crossmentor.backups.server import django_in
from crossmentor.database import adopting
from crossmentor.doctor import catalog
from spaces import sql_files
from spaces.acting import acting_as
from tests.conftest import connect_as
from tests.factories import see_all
from workbook import services
from workbook.models import Goal
from writing.models import Part, Shown, Text

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = Path(__file__).with_name("before.sql")
# Columns stand in another order in a table that got one later: that is left.
SHAPE = """
SELECT attrelid::regclass::text, attname, format_type(atttypid, atttypmod),
       attnotnull::text, attidentity::text, attcollation::text
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
    AND attnum > 0 AND NOT attisdropped
UNION ALL
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', ''
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT indrelid::regclass::text, indexrelid::regclass::text,
       pg_get_indexdef(indexrelid), '', '', ''
  FROM pg_index WHERE indrelid IN (
    SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
UNION ALL
SELECT objid::regclass::text, refobjid::regclass::text, refobjsubid::text, '', '', ''
  FROM pg_depend JOIN pg_class c ON c.oid = objid
  WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace AND refobjsubid > 0
UNION ALL
SELECT 'migration', app, name, '', '', '' FROM django_migrations
UNION ALL
SELECT 'permission', app_label, model, codename, '', ''
  FROM django_content_type t JOIN auth_permission p ON p.content_type_id = t.id
"""


def shape() -> tuple:
    with connect_as("owner") as owner:
        rows = set(owner.execute(SHAPE).fetchall())
        return rows, catalog.relations(owner), catalog.functions(owner)


@pytest.fixture
def written(group, mentee):
    """What somebody wrote for themselves, and shows to the circle."""
    see_all(group)
    with transaction.atomic(), acting_as(mentee):
        typed = {
            "client_id": uuid4(),
            "based_on": None,
            "title": "Nee",
            "body": "Vaker",
        }
        saved = services.write_goal(author=mentee, goal_id=uuid4(), **typed)
        goal = Goal.objects.get(pk=saved.text.pk)
        services.show_goal(goal=goal, space_id=group.circle_id, part=Part.WORDS)


@pytest.fixture
def before(written, settings):
    """The shape it ought to have; the database has the one of before."""
    settings.PROCESS = "owner"
    now = shape()
    with connect_as("owner") as owner, owner.transaction():
        owner.execute(BEFORE.read_text())
    with django_in(connection.settings_dict["NAME"], "owner"):
        yield now
        adopting.adopt()
        sql_files.apply()
    assert shape() == now


def run(*command):
    said = StringIO()
    call_command(*command, stdout=said, verbosity=0)
    return said.getvalue()


def test_it_is_as_a_fresh_one_and_its_texts_open(before, settings, mentee, mentor):
    settings.EMBEDDED = False
    assert shape() != before

    assert run("adopt_database") == (
        "The database is taken on: run `manage.py migrate`.\n"
    )
    run("migrate")

    assert shape() == before
    settings.PROCESS = "web"
    with django_in(connection.settings_dict["NAME"], "web"):
        with transaction.atomic(), acting_as(mentee):
            assert [text.body for text in Text.objects.all()] == ["Vaker"]
        with transaction.atomic(), acting_as(mentor):
            assert [shown.title for shown in Shown.objects.all()] == ["Nee"]
            assert not Text.objects.exists()
    settings.PROCESS = "owner"


def test_a_mail_that_was_stopped_stays_stopped(before, mentee):
    with connect_as("owner") as owner:
        owner.execute(
            "INSERT INTO reminders_preference (person_id, kind, stopped_at) "
            "VALUES (%s, 'groups.to_compose', now())",
            [mentee.pk],
        )

    run("adopt_database")

    with connect_as("owner") as owner:
        kinds = owner.execute("SELECT kind FROM reminders_preference").fetchall()
    assert kinds == [("boards.to_compose",)]


def test_it_is_done_once(before):
    run("adopt_database")
    known = shape()

    assert run("adopt_database") == "There is nothing to do: run `manage.py migrate`.\n"

    assert shape() == known


def test_broken_off_it_has_done_nothing(before, monkeypatch):
    known = shape()
    with monkeypatch.context() as patched:
        patched.setattr(adopting, "_write_ledger_anew", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run("adopt_database")

    assert shape() == known


def test_migrate_says_what_comes_first(before, settings):
    """On one's own machine as well where it only looks."""
    known = shape()

    for settings.EMBEDDED, *options in ([False], [True, "--plan"], [True, "--check"]):
        with pytest.raises(CommandError, match=r"run `manage\.py adopt_database` once"):
            run("migrate", *options)

    assert shape() == known


def test_on_one_s_own_machine_migrate_does_it(before, settings):
    settings.EMBEDDED = True

    run("migrate")

    assert shape() == before


@pytest.mark.parametrize("command", ["adopt_database", "migrate"])
def test_what_is_older_still_is_migrated_first(before, command):
    last = "WHERE app = 'writing' AND name = '0015_erase_counted'"
    with connect_as("owner") as owner:
        owner.execute(
            f"CREATE TEMPORARY TABLE kept AS SELECT * FROM django_migrations {last}"
        )
        owner.execute(f"DELETE FROM django_migrations {last}")
        with pytest.raises(CommandError, match="0015_erase_counted has not run"):
            run(command)
        owner.execute("INSERT INTO django_migrations SELECT * FROM kept")


def test_a_database_of_now_is_left_as_it_is(settings, transactional_db):
    settings.PROCESS = "owner"
    known = shape()
    with django_in(connection.settings_dict["NAME"], "owner"):
        assert run("adopt_database").startswith("There is nothing to do")

    assert shape() == known
