"""With whose eyes the database is looked at."""

import os
from contextlib import ExitStack
from functools import cached_property

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from crossmentor import environment
from crossmentor.database import databases
from crossmentor.doctor import catalog
from crossmentor.embedded import postgres

SUPERUSER = "DATABASE_URL_SUPERUSER"
# Who sees most comes first.
PROCESSES = ("superuser", "owner", "web", "worker")
SECONDS = "5"


class Sight:
    """A connection for each role that the environment gives; closed at the end.

    `refused` are those that were given and cannot connect, with the kind of error.
    """

    def __init__(self):
        self.roles: dict[str, psycopg.Connection] = {}
        self.refused: dict[str, str] = {}
        self._stack = ExitStack()

    def __enter__(self):
        for process, conninfo in addresses().items():
            if conninfo is None:
                self.refused[process] = "that is no address of a PostgreSQL database"
                continue
            try:
                connection = psycopg.connect(conninfo, autocommit=True)
            except psycopg.OperationalError as error:
                self.refused[process] = words_of_error(error)
            else:
                self.roles[process] = self._stack.enter_context(connection)
        return self

    def __exit__(self, *error):
        self._stack.close()

    @property
    def best(self) -> psycopg.Connection | None:
        """The one that sees most."""
        return next(iter(self.roles.values()), None)

    @property
    def maker(self) -> psycopg.Connection | None:
        """One that may do what the owner may, or None."""
        return self.roles.get("superuser") or self.roles.get("owner")

    @cached_property
    def wanted(self) -> tuple[dict, dict]:
        """Relations and functions as they ought to be; raises psycopg.Error."""
        with catalog.made_anew(self.maker) as made:
            return made

    def rows(self, query: str, *parameters) -> list[tuple]:
        return self.best.execute(query, parameters).fetchall()


def addresses() -> dict[str, str | None]:
    """How to connect as each role that the environment gives; None: nobody can so."""
    if settings.EMBEDDED:
        postgres.ensure()
        name = connection.settings_dict["NAME"]
        return {process: postgres.conninfo(process, name) for process in PROCESSES}
    variables = {"superuser": SUPERUSER, **databases.VARIABLES}
    given = {
        process: taken(os.environ[variables[process]])
        for process in PROCESSES
        if environment.text(variables[process])
    }
    names = [url["NAME"] for name, url in given.items() if url and name != "superuser"]
    if names and given.get("superuser"):
        given["superuser"]["NAME"] = names[0]
    return {process: url and databases.conninfo(url) for process, url in given.items()}


def taken(url: str) -> dict | None:
    """The parts of an address, with a limit; None where PostgreSQL takes none such."""
    if not url.startswith(("postgresql://", "postgres://")):
        return None
    try:
        parts = databases.from_url(url)
        parts["OPTIONS"] = {"connect_timeout": SECONDS} | parts["OPTIONS"]
        databases.conninfo(parts)
    except (ImproperlyConfigured, psycopg.ProgrammingError):
        return None
    return parts


def words_of_error(error: Exception) -> str:
    """The last of what the server said, without the address."""
    words = str(error).strip().splitlines() or [type(error).__name__]
    return words[-1].rpartition("FATAL:")[2].strip()
