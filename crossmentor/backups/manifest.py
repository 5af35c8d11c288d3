"""What a backup says of itself: versions, rows, and the master keys it needs."""

import tomllib
from dataclasses import asdict, dataclass, replace

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from psycopg import sql

from crossmentor.backups.errors import Refused
from crossmentor.database import adopting
from spaces.marks import fingerprint

FORMAT = 1
CACHE = "crossmentor_cache"


@dataclass(frozen=True)
class Manifest:
    """`master_keys` are (name, fingerprint or "", number of spaces); `rows` by table."""

    format: int
    made_at: str
    application: str
    postgresql: int
    database: str
    migrations: list
    master_keys: list
    rows: dict

    @classmethod
    def of_json(cls, read) -> "Manifest":
        if not isinstance(read, dict) or read.get("format") != FORMAT:
            raise Refused("This backup is of a newer version of Crossmentor.")
        try:
            return cls(**read)
        except TypeError as error:
            raise Refused("This is no backup of Crossmentor.") from error

    def as_json(self) -> dict:
        return asdict(self)

    def without(self, names) -> "Manifest":
        """The same, of which nobody expects that texts under these keys open."""
        unknown = set(names) - {key[0] for key in self.master_keys}
        if unknown:
            raise Refused(f"This backup knows no master key {', '.join(unknown)}.")
        keys = [key for key in self.master_keys if key[0] not in names]
        return replace(self, master_keys=keys)

    @property
    def needed_keys(self) -> list:
        """Those under which something lies: without them texts stay closed."""
        return [key for key in self.master_keys if key[2]]


def left_out() -> list[str]:
    """The tables whose rows a restored database is better without.

    Nobody comes in again by a session that was ended since, and what was remembered for
    a while is past.
    """
    models = apps.get_models()
    sessions = [model for model in models if issubclass(model, AbstractBaseSession)]
    return [CACHE, *(model._meta.db_table for model in sessions)]


def application_version() -> str:
    with (settings.ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["version"]


def describe(superuser) -> Manifest:
    """Of the database that `superuser` sees, in the transaction that runs."""
    rows = count_rows(superuser)
    if not {"django_migrations", "spaces_datakey"} <= set(rows):
        raise Refused(f"{superuser.info.dbname} is no database of Crossmentor.")
    migrations = superuser.execute(
        "SELECT app, name FROM django_migrations ORDER BY id"
    )
    return Manifest(
        format=FORMAT,
        made_at=timezone.now().isoformat(timespec="seconds"),
        application=application_version(),
        postgresql=superuser.info.server_version // 10000,
        database=superuser.info.dbname,
        migrations=[list(row) for row in migrations],
        master_keys=_master_keys(superuser, marked="spaces_masterkeymark" in rows),
        rows=rows,
    )


def _master_keys(superuser, *, marked) -> list:
    """A database of before has no fingerprints; it is backed up all the same."""
    query = "SELECT master, count(*) FROM spaces_datakey GROUP BY 1"
    spaces = dict(superuser.execute(query).fetchall())
    known = {}
    if marked:
        query = "SELECT name, fingerprint FROM spaces_masterkeymark"
        known = dict(superuser.execute(query).fetchall())
    return [
        [name, known.get(name, ""), spaces.get(name, 0)]
        for name in sorted(spaces.keys() | known.keys())
    ]


def count_rows(superuser) -> dict[str, int]:
    """By table, of all that a backup holds; raises rather than count what it sees."""
    superuser.execute("SET row_security = off")
    tables = superuser.execute(
        "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    )
    without = left_out()
    return {
        table: 0 if table in without else _count(superuser, table)
        for (table,) in tables.fetchall()
    }


def _count(superuser, table) -> int:
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", table))
    return superuser.execute(query).fetchone()[0]


def refuse_newer(manifest: Manifest, server_major: int):
    """Raise Refused when this version cannot take what that one wrote."""
    known = set(MigrationLoader(None).disk_migrations)
    unknown = [pair for pair in map(tuple, manifest.migrations) if pair not in known]
    if unknown and not _is_of_before(manifest):
        app, name = unknown[0]
        raise Refused(
            f"This backup is of a newer version of Crossmentor: it knows {app}.{name}. "
            "Restore it with that version."
        )
    if manifest.postgresql > server_major:
        raise Refused(
            f"This backup is of PostgreSQL {manifest.postgresql}, and this server is "
            f"{server_major}: take a server at least as new."
        )


def _is_of_before(manifest: Manifest) -> bool:
    try:
        return adopting.is_of_before(manifest.migrations)
    except adopting.NotAtTheLast as error:
        raise Refused(
            f"This backup is of a version before {adopting.VERSION}: restore it with "
            "that version, and take another one."
        ) from error


def refuse_without_keys(manifest: Manifest):
    """Raise Refused unless each key that the backup needs is configured."""
    configured = dict(settings.MASTER_KEYS)
    names = {fingerprint(key): name for name, key in settings.MASTER_KEYS}
    faults = []
    for name, known, _spaces in manifest.needed_keys:
        wanted = f"{name} ({known or 'of before there were fingerprints'})"
        if name in configured and known in ("", fingerprint(configured[name])):
            continue
        if name in configured:
            given = fingerprint(configured[name])
            faults.append(f"{wanted}: the one configured by that name is {given}")
        elif known in names:
            faults.append(
                f"{wanted}: it is configured as {names[known]}, name it {name}"
            )
        else:
            faults.append(f"{wanted}: it is not configured")
    if faults:
        raise Refused(
            "Nothing was touched. This backup needs master keys that are not here:\n"
            + "\n".join(f"  {fault}" for fault in faults)
            + "\nSet MASTER_KEYS or MASTER_KEYS_FILE; `manage.py key_sheet --check` "
            "reads a sheet from the safe. If a key is lost for good, --without NAME restores "
            "all that does not lie under it."
        )
