"""Reading the master keys from the environment: name and 32 bytes of each."""

import base64
import binascii
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from crossmentor import environment

# As long as the database can keep.
LONGEST_NAME = 60


def read_keys(
    var: Path, embedded: bool, *, make: bool = True
) -> list[tuple[str, bytes]]:
    """(name, 32 bytes) of each master key; the first one seals, all of them open.

    `MASTER_KEYS` holds `name:base64` words; `MASTER_KEYS_FILE` names a file with one
    such word a line. On the embedded servers a key is kept under var/, and made there
    when `make`. What is refused is named by its place: a word without its name would be
    the key itself.
    """
    keys: list[tuple[str, bytes]] = []
    for place, word in enumerate(_words(var, embedded, make), start=1):
        name, key = parse(word, place)
        for other, known in keys:
            if other == name:
                raise ImproperlyConfigured(
                    f"Two master keys are named {name}: give the new one another name."
                )
            if known == key:
                raise ImproperlyConfigured(
                    f"{other} and {name} are one master key: take one of them out."
                )
        keys.append((name, key))
    return keys


def _words(var: Path, embedded: bool, make: bool) -> list[str]:
    path = environment.text("MASTER_KEYS_FILE")
    words = environment.words("MASTER_KEYS")
    if path and words:
        raise ImproperlyConfigured("Set MASTER_KEYS or MASTER_KEYS_FILE, not both.")
    if path:
        try:
            # Some editors begin a file with a mark of their own.
            words = Path(path).read_text(encoding="utf-8-sig").split()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(
                f"MASTER_KEYS_FILE cannot be read: {type(error).__name__}, {path}."
            ) from None
        if not words:
            raise ImproperlyConfigured(f"MASTER_KEYS_FILE is empty: {path}.")
    elif not words and embedded:
        own = var / "master_keys"
        fresh = "first:" + base64.b64encode(os.urandom(32)).decode()
        if make or own.exists():
            words = environment.kept(own, fresh).split()
    return words


def parse(word: str, place: int) -> tuple[str, bytes]:
    """The name and the bytes of a `name:base64` word, or ImproperlyConfigured."""
    name, colon, encoded = word.partition(":")
    if not colon or not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ImproperlyConfigured(
            f"Master key number {place} has no name: each is one word without blanks, "
            f"name:base64, with a name of at most {LONGEST_NAME} characters."
        )
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise ImproperlyConfigured(
            f"Master key {name} is not base64: make one by `openssl rand -base64 32`."
        ) from None
    if len(key) != 32:
        raise ImproperlyConfigured(
            f"Master key {name} is of {len(key)} bytes, not 32: make one by "
            "`openssl rand -base64 32`."
        )
    return name, key
