"""Reading the configuration from environment variables."""

import base64
import os
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
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Exclusive creation: two processes that start at once agree on one value.
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
        ) as file:
            file.write(fresh)
    except FileExistsError:
        pass
    return path.read_text().strip()


def master_keys(var: Path, embedded: bool) -> list[tuple[str, bytes]]:
    """(name, 32 bytes) of each master key; the first one seals, all of them open.

    `MASTER_KEYS` holds `name:base64` words; `MASTER_KEYS_FILE` names a file with one
    such word a line. On the embedded servers a key is made and kept under var/.
    """
    if path := text("MASTER_KEYS_FILE"):
        found = Path(path).read_text().split()
    else:
        found = words("MASTER_KEYS")
    if not found and embedded:
        fresh = "first:" + base64.b64encode(os.urandom(32)).decode()
        found = kept(var / "master_keys", fresh).split()
    keys = []
    for word in found:
        name, _, encoded = word.partition(":")
        key = base64.b64decode(encoded)
        if not name or len(key) != 32:
            raise ImproperlyConfigured(
                "Each master key is written name:base64, of 32 bytes."
            )
        keys.append((name, key))
    return keys


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
        "settings": {"server_url": text("OIDC_SERVER_URL")},
    }
    provider = {"APPS": [app], "OAUTH_PKCE_ENABLED": True, "VERIFIED_EMAIL": True}
    return {"openid_connect": provider}
