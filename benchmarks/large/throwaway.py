"""A database of its own on the embedded server, for as long as a measurement takes."""

import psycopg
from django.db import connections

from crossmentor.embedded import postgres

NAME = "benchmark_pages"


def _connected(name: str):
    """As the superuser: no policy holds."""
    address = postgres.conninfo("superuser", name)
    return psycopg.connect(address, autocommit=True)


def is_there() -> bool:
    postgres.ensure()
    with _connected("postgres") as superuser:
        found = "SELECT FROM pg_database WHERE datname = %s"
        return superuser.execute(found, [NAME]).fetchone() is not None


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
