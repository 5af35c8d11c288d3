"""The tables of a fresh embedded database, made by whichever command comes first."""

import os
import subprocess
import sys

import psycopg

from crossmentor.embedded import lease, paths, postgres

_known: set[str] = set()


def ensure(name: str) -> None:
    """Migrate the database `name` when it has no tables at all.

    One that has tables is left as it is: bringing it up to date is for `migrate`.
    """
    if name in _known:
        return
    with lease.only_me(paths.var() / "schema.lock"):
        if not _has_tables(name):
            environment = os.environ | {"CROSSMENTOR_DATABASE": name}
            environment.pop("CROSSMENTOR_PROCESS", None)
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
                cwd=paths.ROOT,
                env=environment,
                check=True,
            )
    _known.add(name)


def _has_tables(name: str) -> bool:
    with psycopg.connect(postgres.conninfo("owner", name)) as owner:
        (table,) = owner.execute("SELECT to_regclass('django_migrations')").fetchone()
    return table is not None
