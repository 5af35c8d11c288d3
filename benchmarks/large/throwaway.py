"""A database of its own on the embedded server, for as long as a measurement takes."""

import os
import subprocess
import sys
from contextlib import contextmanager

import django
import psycopg
from django.db import connections

from crossmentor.embedded import postgres

NAME = "benchmark_pages"


@contextmanager
def database(*, keep: bool):
    """Have Django work on it, its tables made; one that was kept goes on."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "crossmentor.settings"
    os.environ["CROSSMENTOR_DATABASE"] = NAME
    django.setup()
    if not (keep and is_there()):
        make()
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(migrate, check=True)  # noqa: S603 - this very project
    try:
        yield
    finally:
        if not keep:
            drop()


def _connected(name: str):
    """As the superuser: no policy holds."""
    address = postgres.conninfo("superuser", name)
    return psycopg.connect(address, autocommit=True)


def is_there() -> bool:
    postgres.ensure()
    with _connected("postgres") as superuser:
        query = "SELECT FROM pg_database WHERE datname = %s"
        return superuser.execute(query, [NAME]).fetchone() is not None


def make() -> None:
    """Anew, without tables."""
    postgres.ensure()
    drop()
    with _connected("postgres") as superuser:
        superuser.execute(f"CREATE DATABASE {NAME} OWNER crossmentor_owner")


def drop() -> None:
    connections.close_all()
    with _connected("postgres") as superuser:
        superuser.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def tell(statement: str) -> None:
    with _connected(NAME) as superuser:
        superuser.execute(statement)


def ask(question: str):
    """The one value that answers it."""
    with _connected(NAME) as superuser:
        return superuser.execute(question).fetchone()[0]


def column(question: str) -> list:
    """The first value of each row that answers it."""
    with _connected(NAME) as superuser:
        return [row[0] for row in superuser.execute(question).fetchall()]


def copy(table: str, rows: list[dict]) -> None:
    """Lay rows in a table as they are: no trigger looks at them."""
    columns = ", ".join(f'"{name}"' for name in rows[0])
    with _connected(NAME) as superuser, superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        with superuser.cursor().copy(f'COPY "{table}" ({columns}) FROM STDIN') as lines:
            for row in rows:
                lines.write_row(tuple(row.values()))
