"""Migrations that carry rows of before along, run as the owner over rows that there are."""

from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction

import workbook
import writing
from spaces.acting import acting_as
from tests.conftest import connect_as
from tests.factories import see_all
from workbook import services
from workbook.models import Goal
from writing.models import Part

pytestmark = pytest.mark.django_db(transaction=True)
SHOWN, TEXTS, GOALS = "writing_shown", "writing_text", "workbook_goal"


def sql(room, name) -> str:
    return (Path(room.__file__).parent / "migrations" / name).read_text()


@contextmanager
def before():
    """As the owner, whom the policies do not stop either; nothing of it stays."""
    with connect_as("owner") as owner, owner.transaction(force_rollback=True):
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield owner


def force(owner, *tables, no=""):
    for table in tables:
        owner.execute(f"ALTER TABLE {table} {no} FORCE ROW LEVEL SECURITY")


def is_forced(owner, table) -> bool:
    found = owner.execute(
        "SELECT relforcerowsecurity FROM pg_class WHERE relname = %s", [table]
    )
    return found.fetchone()[0]


@pytest.fixture
def goals(group, mentee, other_mentee):
    """Two of different people, each shown to the circle."""
    see_all(group)
    found = []
    for person in (mentee, other_mentee):
        with transaction.atomic(), acting_as(person):
            typed = {"client_id": uuid4(), "based_on": None, "title": "Nee", "body": ""}
            saved = services.write_goal(author=person, goal_id=uuid4(), **typed)
            goal = Goal.objects.get(pk=saved.text.pk)
            services.show(goal=goal, space_id=group.circle_id, part=Part.WORDS)
            found.append(goal.pk)
    return found


def test_what_was_shown_by_its_title_is_so_still(goals):
    by_title, by_words = goals
    with before() as owner:
        force(owner, SHOWN, no="NO")
        owner.execute(
            f"ALTER TABLE {SHOWN} ADD only_title boolean NOT NULL DEFAULT false"
        )
        owner.execute(f"UPDATE {SHOWN} SET only_title = (text_id = %s)", [by_title])
        force(owner, SHOWN)

        owner.execute(sql(writing, "0011_parts_of_before.sql"))

        assert is_forced(owner, SHOWN)
        force(owner, SHOWN, no="NO")
        parts = dict(owner.execute(f"SELECT text_id, part FROM {SHOWN}").fetchall())
        assert parts == {by_title: "title", by_words: "words"}


def test_of_each_text_of_a_goal_there_is_a_goal(goals):
    reached, other = goals
    with before() as owner:
        force(owner, TEXTS, GOALS, no="NO")
        rows = f"SELECT id, text_id, space_id, author_id FROM {GOALS} ORDER BY id"
        there = owner.execute(rows).fetchall()
        owner.execute(f"DELETE FROM {GOALS}")
        owner.execute(
            f"ALTER TABLE {TEXTS} ADD reached_at timestamptz, ADD archived_at timestamptz"
        )
        # Of then: today's triggers know no such column.
        owner.execute(f"ALTER TABLE {TEXTS} DISABLE TRIGGER USER")
        owner.execute(f"UPDATE {TEXTS} SET reached_at = now() WHERE id = %s", [reached])
        owner.execute(f"ALTER TABLE {TEXTS} ENABLE TRIGGER USER")
        force(owner, TEXTS)

        owner.execute(sql(workbook, "0006_goals_of_before.sql"))

        assert is_forced(owner, TEXTS)
        assert owner.execute(rows).fetchall() == there
        found = owner.execute(f"SELECT id, reached_at IS NULL FROM {GOALS}").fetchall()
        assert dict(found) == {reached: False, other: True}
