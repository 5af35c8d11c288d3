"""Whether anything of ours changed since the embedded database was migrated.

To look through all migrations, grants and policies takes longer than everything else
that a start does.
"""

import hashlib

from django.conf import settings


def note() -> None:
    """It was migrated just now."""
    _file().write_text(_state())


def is_so() -> bool:
    return _file().exists() and _file().read_text() == _state()


def _file():
    return settings.VAR / "migrated"


def _state() -> str:
    """Changes with each file of the rooms, and for another database."""
    digest = hashlib.sha256(settings.DATABASES["default"]["NAME"].encode())
    for room in settings.ROOMS:
        for path in sorted((settings.ROOT / room).rglob("*")):
            if path.suffix in (".py", ".sql"):
                there = path.stat()
                digest.update(f"{path} {there.st_size} {there.st_mtime_ns}\n".encode())
    return digest.hexdigest()
