"""Whatever happens in whichever order: what is erased stays so, and all else is there."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from crossmentor.backups import erasing
from groups import services as groups
from groups.services import retention
from spaces import erasures
from spaces.acting import acting_as
from spaces.models import Erasure, Space
from tests import factories, roles
from tests.groups.ends import go_on
from tests.spaces.test_erasure import (
    ENDED,
    STAYS,
    TEXTS,
    ended,
    filled,  # noqa: F401
    lies_in,
    reminded,
    spaces_of,
)

pytestmark = pytest.mark.django_db
TABLES = [*sorted(model._meta.db_table for model in TEXTS), "spaces_datakey"]
STEPS = ["end", "end without reminder", "go on", "night", "back up", "restore"]
WALKS = st.lists(st.tuples(st.sampled_from(STEPS), st.booleans()), max_size=12)
# What is likeliest to go wrong, first.
TRIED = [
    [("back up", True), ("end", True), ("night", True), ("restore", True)],
    [("end", True), ("back up", True), ("night", True), ("restore", True)],
    [("end", True), ("night", True), ("go on", True), ("back up", True), ("night", True)],
    [("back up", True), ("end", True), ("night", True), ("restore", True),
     ("end", False), ("back up", False), ("night", True), ("restore", True)],
]  # fmt: skip


def rows_by_space() -> dict:
    """Every row of every table with texts, and the keys, byte for byte."""
    roles.become(connection, "postgres")
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f'SELECT space_id, t::text FROM "{table}" t ORDER BY 2')
            for space_id, row in cursor.fetchall():
                found.setdefault(space_id, []).append((table, row))
    roles.become(connection, roles.WEB)
    return found


class Walk:
    def __init__(self, both, file):
        self.groups, self.file = both, file
        self.first, self.gone, self.saved = rows_by_space(), set(), None

    def step(self, what, which):
        group = self.groups[which]
        group.refresh_from_db()
        getattr(self, what.replace(" ", "_"))(group)
        self.hold()

    def end(self, group):
        reminded(ended(group))

    def end_without_reminder(self, group):
        # Of another day, of which nobody was told.
        groups.end_on(group=group, last_day=ENDED - dt.timedelta(days=1))

    def go_on(self, group):
        go_on(group)

    def night(self, group):
        before = set(Erasure.objects.values_list("pk", flat=True))
        with roles.worker():
            due = {one.space_id for one in retention.lasting() if one.is_ripe}
            retention.go_through()
        now = set(Erasure.objects.values_list("pk", flat=True))
        assert now - before == due
        self.gone |= now

    def back_up(self, group):
        self.saved = transaction.savepoint()

    def restore(self, group):
        """All as it was, and then what the file says."""
        if self.saved is None:
            return
        transaction.savepoint_rollback(self.saved)
        roles.become(connection, "postgres")
        connection.ensure_connection()
        erasing.carry_out(erasing.asked_for(self.file), connection.connection)
        roles.become(connection, roles.WEB)
        assert erasures.read_record(self.file).gone == self.gone

    def hold(self):
        wanted = {one: rows for one, rows in self.first.items() if one not in self.gone}
        assert rows_by_space() == wanted
        for space_id in self.gone:
            assert lies_in(space_id) <= STAYS


@pytest.fixture
def both(filled, group):  # noqa: F811
    """Two groups with something in every table of texts."""
    other = factories.formed_group(group.programme)
    for seat in other.seats.exclude(pair=None):
        for space_id in (other.circle_id, seat.pair_id):
            with acting_as(seat.person), transaction.atomic():
                filled.text_in(Space(pk=space_id), seat.person)
    return group, other


def walk(steps, both, settings):
    # Not `atomic`: what is durable is no part of another transaction, but of the test.
    start = transaction.savepoint()
    with tempfile.TemporaryDirectory() as folder:
        settings.ERASURES_FILE = Path(folder) / "erasures"
        settings.ERASING = True
        erasures.add_lines(settings.ERASURES_FILE, erasures.ERASED, [])
        walked = Walk(both, settings.ERASURES_FILE)
        try:
            for step in steps:
                walked.step(*step)
        finally:
            transaction.savepoint_rollback(start)
    return walked


@pytest.mark.parametrize("steps", TRIED, ids=range(len(TRIED)))
@pytest.mark.sample(2)
def test_a_walk_that_is_likeliest_to_go_wrong(steps, at_work, both, settings):
    walked = walk(steps, both, settings)

    assert walked.gone == spaces_of(both[1]) | (
        spaces_of(both[0]) if len(steps) > 5 else set()
    )


@hypothesis(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=WALKS)
@pytest.mark.walk
def test_any_walk(steps, at_work, both, settings):
    walk(steps, both, settings)


@pytest.mark.slow
@hypothesis(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=WALKS)
def test_any_of_many_walks(steps, at_work, both, settings):
    walk(steps, both, settings)
