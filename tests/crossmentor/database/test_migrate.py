"""When the database follows the SQL files and the models, by our `migrate`."""

from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate as djangos

from crossmentor.management.commands import migrate
from spaces import sql_files

WAIT = "SQL files and policies wait for the migrations left.\n"


@pytest.fixture
def migrated(monkeypatch):
    """Runs the command where so much is left after Django's; what was said and done."""
    done = []

    class Executor:
        left = ()
        loader = SimpleNamespace(graph=SimpleNamespace(leaf_nodes=list))

        def __init__(self, connection):
            pass

        def migration_plan(self, targets):
            return self.left

    def migrated(left, **options):
        Executor.left = left
        said = StringIO()
        call_command(migrate.Command(), stdout=said, **options)
        return said.getvalue(), done

    monkeypatch.setattr(migrate, "MigrationExecutor", Executor)
    monkeypatch.setattr(migrate, "refuse_what_is_of_before", lambda **_may: None)
    monkeypatch.setattr(migrate, "call_command", lambda name, **_: done.append(name))
    monkeypatch.setattr(sql_files, "apply", lambda: done.append("files"))
    monkeypatch.setattr(djangos.Command, "handle", lambda *_, **_options: None)
    return migrated


@pytest.mark.parametrize(
    ("left", "verbosity", "said", "done"),
    [
        ([], 1, "", ["createcachetable", "files"]),
        (["one"], 1, WAIT, ["createcachetable"]),
        (["one"], 0, "", ["createcachetable"]),
    ],
)
def test_files_and_policies_wait_for_what_is_left(
    migrated, left, verbosity, said, done
):
    assert migrated(left, verbosity=verbosity) == (said, done)


@pytest.mark.parametrize("option", ["plan", "check_unapplied"])
def test_where_it_only_looks_nothing_is_made(migrated, option):
    assert migrated([], **{option: True}) == ("", [])
