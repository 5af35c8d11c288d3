"""The PostgreSQL server as its superuser, and which database on it is ours."""

import os
import re
import shutil
import subprocess
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from crossmentor import environment, roles
from crossmentor.backups.errors import Refused
from crossmentor.database import databases
from crossmentor.embedded import postgres

SUPERUSER = "DATABASE_URL_SUPERUSER"
# A name in PostgreSQL has 63 bytes at most.
LONGEST = 50


@dataclass(frozen=True)
class Server:
    """`parts` are how the superuser connects; `passwords` those of our three roles."""

    database: str
    parts: dict = field(repr=False)
    passwords: dict = field(repr=False, default_factory=dict)

    def conninfo(self, name: str = "") -> str:
        return make_conninfo(**self.parts | ({"dbname": name} if name else {}))

    def connect(self, name: str = "") -> psycopg.Connection:
        try:
            return psycopg.connect(self.conninfo(name), autocommit=True)
        except psycopg.OperationalError as error:
            raise Refused(f"The superuser cannot connect: {error}") from error

    def connect_as(self, role: str, name: str) -> psycopg.Connection:
        """As one of our three roles."""
        parts = {"user": role, "password": self.passwords.get(role), "dbname": name}
        try:
            return psycopg.connect(make_conninfo(**self.parts | parts), autocommit=True)
        except psycopg.OperationalError as error:
            raise Refused(f"{role} cannot connect: {error}") from error

    def run(self, program: str, *arguments: str, database: str, **given):
        """Start a program of PostgreSQL on `database`; the password is no argument."""
        parts = self.parts | {"dbname": database}
        secret = {"PGPASSWORD": parts.pop("password", "")}
        # Neither our keys nor anything else that it has no use for.
        kept = {
            name: value
            for name, value in os.environ.items()
            if name.startswith("PG") or name in ("PATH", "HOME")
        }
        return subprocess.Popen(  # noqa: S603
            [program, *arguments, "--no-password", "--dbname", make_conninfo(**parts)],
            env={**kept, "LC_ALL": "C", **secret},
            **given,
        )

    def beside(self, word: str) -> str:
        """The name of a database that goes again, or takes the place of ours."""
        return f"{self.database[:LONGEST]}_{word}"


@contextmanager
def django_in(name: str, process: str):
    """Django's own connection to the database `name`, in the role of `process`."""
    known = connection.settings_dict
    connection.close()
    there = databases.database(process) | {"NAME": name}
    connection.settings_dict = known | {"OPTIONS": {}} | there
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = known


def our_server() -> Server:
    """Of the environment; Refused when it does not say as whom to connect."""
    if settings.EMBEDDED:
        postgres.ensure()
        parts = conninfo_to_dict(postgres.conninfo("superuser", "postgres"))
        return Server(connection.settings_dict["NAME"], parts)
    urls = {name: _url(name) for name in (SUPERUSER, *databases.VARIABLES.values())}
    superuser = urls.pop(SUPERUSER)
    names = {url["NAME"] for url in urls.values()}
    if len(names) > 1:
        raise Refused(f"One database, not {', '.join(sorted(names))}.")
    for process, variable in databases.VARIABLES.items():
        if urls[variable]["USER"] != roles.ROLES[process]:
            raise Refused(f"{variable} must name the user {roles.ROLES[process]}.")
    database = names.pop()
    if superuser["NAME"] == database:
        # What somebody is connected to cannot be replaced.
        superuser["NAME"] = "postgres"
    return Server(
        database=database,
        parts=conninfo_to_dict(databases.conninfo(superuser)),
        passwords={url["USER"]: url["PASSWORD"] for url in urls.values()},
    )


def _url(name) -> dict:
    if not environment.text(name):
        raise Refused(f"Set {name}.")
    return databases.from_url(environment.text(name))


def program(name: str, major: int) -> str:
    """The path of `pg_dump` or another, at least as new as a server of that version.

    That of the machine before the one of the Python package, which speaks no TLS.
    """
    paths = [shutil.which(name)]
    with suppress(RuntimeError):
        paths.append(postgres.binary(name))
    for path in filter(None, paths):
        if Path(path).exists() and _major_of(path) >= major:
            return path
    raise Refused(
        f"There is no {name} for PostgreSQL {major}: install its client programs."
    )


def _major_of(path) -> int:
    version = subprocess.run(  # noqa: S603
        [path, "--version"], capture_output=True, text=True, check=False
    ).stdout
    number = re.search(r"(\d+)(\.\d+)*", version)
    return int(number[1]) if number else 0
