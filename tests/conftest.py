import gc
import os
from contextlib import suppress

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.http import HttpResponseNotFound
from django.test import TransactionTestCase
from django.views.defaults import page_not_found

from crossmentor import catalogues
from crossmentor.celery import app
from crossmentor.embedded import postgres
from reminders import bell
from tests import factories, roles, template
from tests.walks import LONG, ONLY_WALKS, walks_of

# So many tests.
SWEPT_AFTER = 50
# Of `make test`.
LEFT_OUT = ("walk", "slow", "bench")
SEEDED_BY_MIGRATIONS = {"django_migrations", "django_content_type", "auth_permission"}


def pytest_configure(config):
    """The pages under test speak the Dutch that stands in the catalogues now."""
    if config.getoption("lf", False):
        # What failed last time runs again, whichever run it failed in.
        config.option.markexpr = "not slow and not bench"
    catalogues.compile_all(settings.ROOT)
    # How long an example takes says what else the machine does.
    hypothesis.settings.register_profile("any pace", deadline=None)
    hypothesis.settings.load_profile("any pace")


def pytest_collection_modifyitems(config, items):
    """Of a test in many ways, with a world of its own for each, some stay in `make test`."""
    by_name = any("::" in one or one.endswith(".py") for one in config.args)
    if by_name or config.getoption("lf", False):
        # What is called by its name, or failed last time, runs in all ways.
        return
    tests, files = {}, {}
    for item in items:
        if any(map(item.get_closest_marker, LEFT_OUT)):
            continue
        if item.nodeid.startswith(ONLY_WALKS):
            item.add_marker("walk")
        elif item.nodeid.startswith(LONG):
            files.setdefault(item.nodeid.partition("::")[0], []).append(item)
        elif has_world(item):
            tests.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for ways in tests.values():
        for item in walks_of(ways, most_of(ways[0])):
            item.add_marker("walk")
    for inside in files.values():
        for item in walks_of(inside, 1):
            item.add_marker("walk")


def has_world(item):
    return "db" in item.fixturenames or item.get_closest_marker("django_db")


def most_of(item):
    """How many ways of a test stay."""
    if sample := item.get_closest_marker("sample"):
        return sample.args[0]
    return 1 if item.get_closest_marker("browser") else 2


def pytest_collection_finish():
    """All that is there by now stays: it is not searched for what can go each time."""
    gc.collect()
    gc.freeze()


def connect_as(process):
    """A connection of its own to the test database, in the role of `process`."""
    name = connections["default"].settings_dict["NAME"]
    return psycopg.connect(postgres.conninfo(process, name), autocommit=True)


def somebody_waits(cursor) -> bool:
    """Whether a connection to this database waits for what another one holds.

    The databases of the other tests are on the same server.
    """
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_locks asked JOIN pg_locks held USING (pid)"
        " JOIN pg_database here ON here.oid = held.database"
        " WHERE NOT asked.granted AND here.datname = current_database())"
    )
    return cursor.fetchone()[0]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before anything connects: whether the test is in both roles."""
    roles.take_both("at_work" in getattr(item, "fixturenames", ()))
    sweep()


not_swept_after = 0


def sweep():
    """Now and then, between tests: what each took back lies in the tables still.

    PostgreSQL plans by how full a table is, and searches past what is dead: after some
    thousand tests, a question of a millisecond took ten seconds. Not in the midst of a
    file whose tests share a transaction.
    """
    global not_swept_after
    not_swept_after += 1
    mine = connections["default"]
    there = mine.settings_dict["NAME"].startswith("test_")
    if there and not_swept_after >= SWEPT_AFTER and not mine.in_atomic_block:
        not_swept_after = 0
        mine.close()
        with connect_as("superuser") as superuser:
            superuser.execute("VACUUM")


@pytest.fixture
def at_work():
    """The test can be a worker for a while: `with roles.worker()`."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """A fresh database of the owner, with all migrations; the tests run as the web role."""
    name = "test_" + os.environ.get("PYTEST_XDIST_WORKER", "alone")
    template.copy_to(name)
    with django_db_blocker.unblock():
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = name
    take_out(os.environ.get("CROSSMENTOR_TEST_SQL"))
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def take_out(sql):
    """Take a wall out of the database, for tests/mutants: some test is to notice."""
    if sql:
        with connect_as("superuser") as superuser:
            superuser.execute(sql)


def empty(self):
    """Nobody but the superuser may take away all that committed tests leave.

    By deleting where something lies: to truncate takes a new file for every table and
    every index, some hundred times as long. No trigger has a say.
    """
    connections["default"].close()
    with connect_as("superuser") as superuser, superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        tables = superuser.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        ours = {name for (name,) in tables} - SEEDED_BY_MIGRATIONS
        # Whoever still writes is waited for.
        names = ", ".join(f'"{name}"' for name in sorted(ours))
        superuser.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
        filled = superuser.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r' "
            "AND pg_relation_size(oid) > 0",
            [list(ours)],
        ).fetchall()
        for (name,) in filled:
            superuser.execute(f'DELETE FROM "{name}"')


TransactionTestCase._fixture_teardown = empty


@pytest.fixture
def organisation(db):
    return factories.OrganisationFactory()


@pytest.fixture
def programme(organisation):
    return factories.ProgrammeFactory(organisation=organisation)


@pytest.fixture
def coordinator(programme):
    """Runs `programme`, and may import the roster of its organisation."""
    return factories.coordinator_of(programme)


@pytest.fixture
def group(programme):
    """A mentor group of one mentor and four mentees, spaces open."""
    return factories.formed_group(programme)


@pytest.fixture
def mentor(group):
    return group.seats.get(role="mentor").person


@pytest.fixture
def mentee(group):
    """The first of the four mentees of `group`."""
    return group.seats.filter(role="mentee").earliest("pk").person


@pytest.fixture
def other_mentee(group):
    """Another mentee of `group`."""
    return group.seats.filter(role="mentee").latest("pk").person


@pytest.fixture
def outsider(programme):
    """A colleague with a seat in another group of the same programme."""
    other = factories.formed_group(programme)
    return other.seats.filter(role="mentee").earliest("pk").person


@pytest.fixture
def everybody(coordinator, mentor, mentee, other_mentee, outsider):
    """The cast by name, and who coordinates in another organisation."""
    return {
        "coordinator": coordinator,
        "mentor": mentor,
        "mentee": mentee,
        "other_mentee": other_mentee,
        "outsider": outsider,
        "elsewhere": factories.coordinator_of(factories.ProgrammeFactory()),
    }


@pytest.fixture
def signed_in(client):
    """Signs a person in on the client and answers the client."""

    def sign_in(person):
        client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
        return client

    return sign_in


@pytest.fixture
def not_found_once(monkeypatch):
    """Draw the page "Not found" once for each kind of address; crawls get it by thousands."""
    drawn = set()

    def not_found(request, exception):
        found = request.resolver_match
        kind = (request.method, found and found.route)
        if kind in drawn:
            return HttpResponseNotFound()
        drawn.add(kind)
        return page_not_found(request, exception)

    monkeypatch.setattr("crossmentor.urls.handler404", not_found, raising=False)


@pytest.fixture
def rung(monkeypatch):
    """Takes what waits for a worker from its queue: the (task, argument, …) of each."""
    # A broker that did not answer a test of before may answer this one.
    monkeypatch.setattr(bell, "_quiet_until", 0.0)
    with app.connection_for_read() as broker:
        queue = broker.SimpleQueue(app.conf.task_default_queue)
        queue.clear()

        def rung():
            calls = []
            with suppress(queue.Empty):
                while message := queue.get_nowait():
                    message.ack()
                    calls.append((message.headers["task"], *message.payload[0]))
            return calls

        yield rung
        queue.clear()
        queue.close()


@pytest.fixture
def away(monkeypatch):
    """The broker is a port at which nobody listens."""
    monkeypatch.setattr(bell, "_quiet_until", 0.0)
    gone = "redis://127.0.0.1:9/0"
    monkeypatch.setattr(settings, "REDIS_URL", gone)
    monkeypatch.setitem(app.conf, "broker_url", gone)
    monkeypatch.setitem(app.conf, "broker_write_url", gone)
    # Not the connections that are open already.
    monkeypatch.setattr(app, "_pool", None)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)


@pytest.fixture
def as_worker(monkeypatch):
    """From here on the default connection is the worker's; for committed tests."""

    def change():
        with connect_as("worker") as worker:
            user = worker.info.user
        connections["default"].close()
        monkeypatch.setitem(connections["default"].settings_dict, "USER", user)
        monkeypatch.setattr(settings, "PROCESS", "worker")
        monkeypatch.setattr(settings, "MASTER_KEYS", [])

    yield change
    connections["default"].close()
