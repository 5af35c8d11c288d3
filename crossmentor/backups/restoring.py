"""Putting a backup back: into a database beside ours, which then takes its place."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from crossmentor import roles
from crossmentor.backups import checking, container, erasing
from crossmentor.backups.errors import Refused
from crossmentor.backups.manifest import Manifest, refuse_newer, refuse_without_keys
from crossmentor.backups.server import Server, django_in, program
from crossmentor.database import adopting

# One restore on a server at a time.
LOCK = 7320
# Says of a database that it may go.
OURS = "Crossmentor: of a restore, may be dropped"
# Seconds in which connections that are ending may end.
LEAVING = 3


def inspect(path: Path, server: Server, without=()) -> Manifest:
    """The manifest of a backup that can be restored here; Refused, nothing touched.

    `without` are names of master keys that are lost: what lies under them stays closed.
    """
    manifest = Manifest.of_json(container.read_backup(path)).without(without)
    with server.connect() as superuser:
        major = superuser.info.server_version // 10000
        refuse_newer(manifest, major)
        program("pg_restore", major)
    refuse_without_keys(manifest)
    return manifest


def check(path: Path, server: Server, *, without=(), erasures=None) -> list[str]:
    """Restore into a database that goes again; answers what was seen, in words.

    `erasures`: what a file says of spaces that were erased; None: that of the settings.
    """
    manifest = inspect(path, server, without)
    record = erasing.asked_for() if erasures is None else erasures
    with _alone(server) as superuser:
        if _roles_are_there(superuser):
            create = roles.create_database
        else:
            create = partial(_create_all, server)
        name = server.beside("checking")
        beside = (server, superuser, name)
        with _restored(path, manifest, beside, create, record) as report:
            return report


def restore(
    path: Path, server: Server, *, replace: str = "", without=(), erasures=None
) -> list[str]:
    """Restore into the server's database, which is untouched until all was seen well.

    It has nobody in it, or its name is `replace`; and nobody is connected to it. What
    was erased after the backup, as `erasures` says, is erased before it takes its place.
    """
    manifest = inspect(path, server, without)
    record = erasing.asked_for() if erasures is None else erasures
    with _alone(server) as superuser:
        _refuse_full(server, superuser, replace)
        _refuse_company(server, superuser)
        name, create = server.beside("restored"), partial(_create_all, server)
        beside = (server, superuser, name)
        with _restored(path, manifest, beside, create, record) as report:
            _take_the_place(server, superuser, name)
            return report


def _create_all(server, conninfo, *, database):
    roles.create(
        conninfo,
        database=database,
        passwords=server.passwords,
        may_create_databases=settings.EMBEDDED,
    )


def _roles_are_there(superuser) -> bool:
    query = "SELECT count(*) FROM pg_roles WHERE rolname = ANY (%s)"
    names = list(roles.ROLES.values())
    return superuser.execute(query, [names]).fetchone()[0] == len(names)


@contextmanager
def _alone(server) -> Iterator:
    connection.close()
    with server.connect() as superuser:
        query = "SELECT pg_try_advisory_lock(%s)"
        if not superuser.execute(query, [LOCK]).fetchone()[0]:
            raise Refused("Another restore runs on this server: wait until it ends.")
        yield superuser


def _refuse_full(server, superuser, replace):
    if not _exists(superuser, server.database) or replace == server.database:
        return
    if _is_bare(server, server.database):
        return
    with server.connect(server.database) as inside:
        inside.execute("SET row_security = off")
        [ours] = inside.execute("SELECT to_regclass('public.people_person')").fetchone()
        someone = "SELECT EXISTS (SELECT FROM people_person)"
        if ours and inside.execute(someone).fetchone() == (False,):
            return
    raise Refused(
        f"The database {server.database} is not empty. To lose all that is in it, add "
        f"--replace {server.database}"
    )


def _refuse_company(server, superuser):
    query = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = %s AND backend_type = 'client backend'"
    )
    deadline = time.monotonic() + LEAVING
    # Our own last connection takes a moment to go.
    while others := superuser.execute(query, [server.database]).fetchone()[0]:
        if time.monotonic() > deadline:
            raise Refused(
                f"{others} connections use {server.database}: stop web, worker, "
                "composer and beat first."
            )
        time.sleep(0.05)


@contextmanager
def _restored(path, manifest, beside, create, record):
    """The backup in a database of that name, seen to be well; words about it."""
    server, superuser, name = beside
    for left in (name, server.beside("replaced")):
        _drop_ours(server, superuser, left)
    try:
        create(server.conninfo(), database=name)
        _mark(superuser, name, OURS)
        _fill(path, server, name)
        with server.connect(name) as inside:
            checking.refuse_other_rows(manifest, inside)
            with django_in(name, "owner"):
                adopting.adopt()
                call_command("migrate", verbosity=0, interactive=False)
            again = erasing.carry_out(record, inside)
            inside.execute("ANALYZE")
            report = [*checking.look(manifest, server, name, inside), *again]
        yield report
    finally:
        connection.close()
        _drop_ours(server, superuser, name)


def _fill(path, server, name):
    """All of the dump in one transaction."""
    with server.connect(name) as inside:
        major = inside.info.server_version // 10000
    with tempfile.TemporaryFile("w+", errors="replace") as errors:
        running = server.run(
            program("pg_restore", major),
            *("--exit-on-error", "--single-transaction"),
            database=name,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        # It says itself why it takes no more.
        with suppress(BrokenPipeError), running.stdin:
            for chunk in container.dump_of(path):
                running.stdin.write(chunk)
        if running.wait():
            errors.seek(0)
            raise Refused(f"Nothing was touched. pg_restore failed: {errors.read()}")


def _take_the_place(server, superuser, name):
    """At once: before it the database is the old one, after it the new one."""
    old = server.beside("replaced")
    with superuser.transaction():
        if _exists(superuser, server.database):
            _rename(superuser, server.database, old)
            _mark(superuser, old, OURS)
        _rename(superuser, name, server.database)
        _mark(superuser, server.database, None)
    _drop_ours(server, superuser, old)


def _rename(superuser, name, other):
    query = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    superuser.execute(query.format(sql.Identifier(name), sql.Identifier(other)))


def _mark(superuser, name, words):
    query = sql.SQL("COMMENT ON DATABASE {} IS {}")
    superuser.execute(query.format(sql.Identifier(name), sql.Literal(words)))


def _drop_ours(server, superuser, name):
    """What a restore made or replaced, also one that was killed; nobody else's."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    marked = superuser.execute(query, [name]).fetchone()
    if marked and marked != (OURS,) and not _is_bare(server, name):
        raise Refused(f"There is a database {name}: rename it, its name is needed.")
    query = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    superuser.execute(query.format(sql.Identifier(name)))


def _is_bare(server, name) -> bool:
    """Whether there is nothing in it: one that was killed before it was marked."""
    query = (
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"
    )
    with server.connect(name) as inside:
        return inside.execute(query).fetchone() == (0,)


def _exists(superuser, name) -> bool:
    query = "SELECT FROM pg_database WHERE datname = %s"
    return superuser.execute(query, [name]).fetchone() is not None
