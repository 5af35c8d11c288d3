"""Which database, and as which of the three roles, a process connects to."""

from contextlib import contextmanager
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from psycopg.conninfo import make_conninfo

from crossmentor import environment, roles

# A database that is away is said to be away, soon.
CONNECT_SECONDS = "5"
# So often a prepared query is asked (`people.web.prepared`) before its plan is kept.
PLANNED_AFTER = 2
VARIABLES = {
    "web": "DATABASE_URL",
    "worker": "DATABASE_URL_WORKER",
    "owner": "DATABASE_URL_OWNER",
}

UNREADABLE = (
    "An address of the database cannot be read: see the variables that begin with "
    "DATABASE_URL. In a password a slash is written as %2F, # as %23, ? as %3F, a "
    "bracket as %5B or %5D."
)


def from_url(url: str) -> dict:
    """The parts of an address; raises ImproperlyConfigured, which quotes none of it."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", str(parts.port or "")
    except ValueError:
        # Python's words hold what it took for a port: a part of the password.
        raise ImproperlyConfigured(UNREADABLE) from None
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def conninfo(url: dict) -> str:
    """The address of `from_url`, as libpq takes it."""
    parts = {
        "host": url["HOST"],
        "port": url["PORT"],
        "user": url["USER"],
        "password": url["PASSWORD"],
        "dbname": url["NAME"] or "postgres",
        **url["OPTIONS"],
    }
    return make_conninfo(**{name: part for name, part in parts.items() if part})


def is_embedded() -> bool:
    """Whether no database is named: a container may hold one role's address alone."""
    return not any(environment.text(name) for name in VARIABLES.values())


def database(process: str) -> dict:
    """Django's settings for the database of a `web`, `worker` or `owner` process."""
    settings = {
        "ENGINE": "crossmentor.database",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
    if not is_embedded():
        url = environment.text(VARIABLES[process])
        if not url:
            raise environment.Missing(VARIABLES[process])
        return limited(settings | from_url(url), process)
    return limited(
        settings
        | {"EMBEDDED": True, "USER": f"crossmentor_{process}"}
        | {"NAME": environment.text("CROSSMENTOR_DATABASE", "crossmentor")},
        process,
    )


def limited(settings: dict, process: str) -> dict:
    """With the limits of `process` on every connection; the address may ask for others."""
    asked = settings.get("OPTIONS", {})
    both = f"{roles.limits(process)} {asked.get('options', '')}".strip()
    patience = {"connect_timeout": CONNECT_SECONDS, "prepare_threshold": PLANNED_AFTER}
    return settings | {
        "OPTIONS": patience | asked | ({"options": both} if both else {})
    }


@contextmanager
def as_superuser():
    """For the block, this process reaches its database as a superuser.

    Who is that of the embedded server, or of DATABASE_URL_SUPERUSER. For commands of
    the host alone: no policy holds there.
    """
    known = connection.settings_dict
    if known.get("EMBEDDED"):
        from crossmentor.embedded import postgres

        postgres.ensure()
        there = postgres.parameters("superuser", known["NAME"]) | {"EMBEDDED": False}
    else:
        url = environment.text("DATABASE_URL_SUPERUSER")
        if not url:
            raise environment.Missing("DATABASE_URL_SUPERUSER")
        there = from_url(url) | {"NAME": known["NAME"]}
    connection.close()
    connection.settings_dict = known | {"OPTIONS": {}} | there
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = known
