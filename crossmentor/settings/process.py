"""Which process this is, where it is reached and keeps files, and the keys it holds."""

import secrets
from pathlib import Path

from crossmentor import environment, master_keys
from crossmentor.database.databases import is_embedded

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(environment.text("CROSSMENTOR_VAR", str(ROOT / "var")))
PROCESS = environment.text("CROSSMENTOR_PROCESS", "web")

DEBUG = environment.flag("DEBUG")
EMBEDDED = is_embedded()
BASE_URL = environment.text("BASE_URL", "http://localhost:8000").rstrip("/")
SECURE = BASE_URL.startswith("https://")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL]


def kept_secret(name: str) -> str:
    """The secret from the environment; on embedded servers one kept under var/."""
    if value := environment.text(name):
        return value
    if not EMBEDDED:
        raise environment.Missing(name)
    return environment.kept(VAR / name.lower(), secrets.token_urlsafe(50))


# Whoever holds it can sign a way in for anybody: the web process alone does. What any
# other process signs with this, nobody believes.
SECRET_KEY = (
    kept_secret("SECRET_KEY") if PROCESS == "web" else secrets.token_urlsafe(50)
)
# What it was before: opens what that one signed and sealed.
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
# Of web and worker: seals the ways in that wait to be mailed, and signs the links that
# only answer (reminders/links.py).
MAIL_KEY = kept_secret("MAIL_KEY") if PROCESS != "owner" else ""
MAIL_KEY_FALLBACKS = environment.words("MAIL_KEY_FALLBACKS")

# The worker never holds a key to the sealed texts (design, invariant 3).
MASTER_KEYS = (
    []
    if PROCESS == "worker"
    else master_keys.read_keys(VAR, EMBEDDED, make=PROCESS == "web")
)
# The owner migrates without one; only replacing the keys takes them and that role.
if PROCESS == "web" and not MASTER_KEYS:
    raise environment.Missing("MASTER_KEYS or MASTER_KEYS_FILE")
