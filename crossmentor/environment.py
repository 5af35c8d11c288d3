"""Reading the configuration from environment variables."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


class Missing(ImproperlyConfigured):
    """A variable that has no safe default is not set."""

    def __init__(self, name: str):
        super().__init__(f"Set {name}: with DATABASE_URL set it has no default.")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name) or default


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if not value:
        return default
    return value.strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    return text(name, default).replace(",", " ").split()


def kept(path: Path, fresh: str) -> str:
    """The text kept in `path`, which gets `fresh` when it does not exist yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all, and the first of two processes that start at once wins:
        # an empty file would be a lost key.
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(fresh)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def origin(url: str) -> list[str]:
    """The origin of an address as a content security policy names it, if there is one."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def openid_connect() -> dict:
    """allauth's provider settings when the organisation has single sign-on."""
    if not text("OIDC_SERVER_URL"):
        return {}
    app = {
        "provider_id": "organisation",
        "name": text("OIDC_NAME", "Single sign-on"),
        "client_id": text("OIDC_CLIENT_ID"),
        "secret": text("OIDC_CLIENT_SECRET"),
        "settings": {
            "server_url": text("OIDC_SERVER_URL"),
            # Whether an address counts of which the provider says nothing.
            "trust_address": flag("OIDC_TRUST_ADDRESS"),
        },
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
