"""The database that every worker's own is copied from: migrating takes half a minute."""

import ast
import hashlib
import os
import subprocess
import sys

import psycopg
from django.conf import settings
from psycopg import sql

from crossmentor.embedded import lease, postgres

PREFIX = "template_"
MADE_BY = (
    "*/migrations/*.py",
    "*/models.py",
    "*/models/**/*.py",
    "*/*/models/*.py",
    "crossmentor/management/commands/migrate.py",
    "crossmentor/database/*.py",
    "crossmentor/roles.py",
    "crossmentor/settings/*.py",
)


def copy_to(name):
    """Make the database `name` anew, migrated by the migrations that stand here now."""
    postgres.ensure()
    template = PREFIX + fingerprint()
    with lease.only_me(settings.VAR / "template.lock"):
        with psycopg.connect(
            postgres.conninfo("superuser", "postgres"), autocommit=True
        ) as superuser:
            made = superuser.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)",
                [PREFIX],
            ).fetchall()
            if (template,) not in made:
                for (former,) in made:
                    drop(superuser, former)
                make(superuser, template)
            drop(superuser, name)
            create(superuser, name, template)


def fingerprint():
    """Changes with any file that says what the tables are: never copy an older state."""
    digest = hashlib.sha256()
    for path in sorted(sources()):
        digest.update(str(path.relative_to(settings.ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def sources():
    """What tables, grants and policies are made of, all that it imports, and versions.

    Migrating ends with grants and policies as the models have them.
    """
    found = {settings.ROOT / "requirements/base.txt"}
    found.update(settings.ROOT.glob("*/sql/*.sql"))
    waiting = set()
    for pattern in MADE_BY:
        waiting.update(settings.ROOT.glob(pattern))
    while waiting:
        path = waiting.pop()
        found.add(path)
        waiting.update(set(imported(path)) - found)
    return found


def imported(path):
    """The files of this project that one imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(filter(None, [*within(path, node.level), node.module]))
            names = [base, *(f"{base}.{one.name}" for one in node.names)]
        else:
            continue
        for name in names:
            module = settings.ROOT / (name.replace(".", "/"))
            for there in (module.with_suffix(".py"), module / "__init__.py"):
                if there.exists():
                    yield there


def within(path, level):
    """The package that an import with so many dots begins with."""
    return path.relative_to(settings.ROOT).parts[:-level] if level else ()


def make(superuser, template):
    # Beside its place: a run that is killed half-way leaves no half a template.
    fresh = "fresh_" + template
    drop(superuser, fresh)
    create(superuser, fresh, "template1")
    subprocess.run(
        [sys.executable, settings.ROOT / "manage.py", "migrate", "-v", "0"],
        env=os.environ
        | {
            "CROSSMENTOR_DATABASE": fresh,
            "DJANGO_SETTINGS_MODULE": "crossmentor.settings_test",
        },
        check=True,
    )
    superuser.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(fresh), sql.Identifier(template)
        )
    )


def create(superuser, name, template):
    superuser.execute(
        sql.SQL("CREATE DATABASE {} OWNER crossmentor_owner TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )


def drop(superuser, name):
    superuser.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )
