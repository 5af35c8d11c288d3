"""Which database, and as which of the three roles, a process connects to."""

from urllib.parse import parse_qsl, unquote, urlsplit

from crossmentor import environment

VARIABLES = {
    "web": "DATABASE_URL",
    "worker": "DATABASE_URL_WORKER",
    "owner": "DATABASE_URL_OWNER",
}


def from_url(url: str) -> dict:
    parts = urlsplit(url)
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


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
        return settings | from_url(url)
    return (
        settings
        | {"EMBEDDED": True, "USER": f"crossmentor_{process}"}
        | {"NAME": environment.text("CROSSMENTOR_DATABASE", "crossmentor")}
    )
