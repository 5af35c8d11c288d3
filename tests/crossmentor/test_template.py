"""The database that the tests copy is of the migrations that stand here now."""

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import conftest, template


def test_all_that_migrations_are_made_of_counts():
    found = {str(path.relative_to(settings.ROOT)) for path in template.sources()}

    assert found >= {
        "groups/migrations/0001_initial.py",
        "groups/sql/seat_rules.sql",
        "people/sorting.py",
        "requirements/base.txt",
        "spaces/classification.py",
        "spaces/fields.py",
        "spaces/policies.py",
        "spaces/sql_files.py",
        "writing/models/text.py",
    }


def test_a_rule_that_changed_is_another_database(monkeypatch, tmp_path):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/base.txt").touch()
    rules = tmp_path / "groups/sql/seat_rules.sql"
    rules.parent.mkdir(parents=True)
    monkeypatch.setattr(settings, "ROOT", tmp_path)

    found = set()
    for words in ("SELECT 1", "SELECT 2"):
        rules.write_text(words)
        found.add(template.fingerprint())

    assert len(found) == 2


@pytest.mark.django_db
def test_no_migration_is_missing_in_the_copy():
    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.mark.django_db
def test_nothing_is_swept_in_the_midst_of_a_transaction(monkeypatch):
    """Some files share one: their next test would find its connection closed."""
    monkeypatch.setattr(conftest, "not_swept_after", conftest.SWEPT_AFTER)

    conftest.sweep()

    assert connection.is_usable()
    assert conftest.not_swept_after > conftest.SWEPT_AFTER
