"""Sealing texts: AES-256-GCM under a data key per space, wrapped by a master key.

Of two versions. In the first the length of a text showed and a data key was bound to the
id of its space alone; it is opened until `seal_anew` has run, and never written.
"""

import datetime as dt
import hashlib
import hmac
import os
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from spaces.padding import pad, unpad

BEFORE, VERSION = b"\x01", b"\x02"
NONCE = 12


class CannotOpen(Exception):
    """A sealed value could not be opened: no key, or not the value that was sealed."""


class Sealed(bytes):
    """Ciphertext as it lies in the database; its text is never shown by accident."""

    def __repr__(self):
        return "<sealed>"

    __str__ = __repr__

    @property
    def is_of_before(self) -> bool:
        return self[:1] == BEFORE


class Key(bytes):
    """A key in use: its cipher is made once, and nothing shows it by accident."""

    def __repr__(self):
        return "<key>"

    __str__ = __repr__

    @cached_property
    def cipher(self) -> AESGCM:
        return AESGCM(self)


def _cipher(key) -> AESGCM:
    return key.cipher if isinstance(key, Key) else AESGCM(key)


def seal(key: bytes, plain: bytes, *, bound_to: str) -> Sealed:
    """`plain`, padded and sealed under `key`, to be opened only in the place `bound_to`."""
    nonce = os.urandom(NONCE)
    sealed = _cipher(key).encrypt(nonce, pad(plain), bound_to.encode())
    return Sealed(VERSION + nonce + sealed)


def open_sealed(
    key: bytes, sealed: bytes, *, bound_to: str, before: str | None = None
) -> bytes:
    """The bytes that were sealed; raises CannotOpen, never answers a raw value.

    `before` is the place as the first version wrote it; without it that one is refused.
    """
    version = sealed[:1]
    if version == BEFORE and before is not None:
        return _decrypt(key, sealed, before)
    if version == VERSION:
        return unpad(_decrypt(key, sealed, bound_to))
    raise CannotOpen(f"Unknown kind of sealed value in {bound_to}.")


def _decrypt(key, sealed, bound_to) -> bytes:
    nonce, ciphertext = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return _cipher(key).decrypt(nonce, ciphertext, bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(f"The sealed value of {bound_to} does not open.") from error


def keyed_digest(key: bytes, *texts: str, bound_to: str) -> str:
    """HMAC-SHA-256 of `texts` in the place `bound_to`: elsewhere they have another."""
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for part in (bound_to, *texts):
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


@dataclass(frozen=True)
class SpaceFacts:
    """All of a space that never changes; its data key opens together with these only.

    `members` are the ids of everybody who ever was one, those who left among them.
    """

    id: UUID
    kind: str
    owner: int | None
    until: dt.date | None
    members: tuple[int, ...]

    @property
    def bound_to(self) -> str:
        members = ",".join(str(member) for member in sorted(self.members))
        facts = (self.id, self.kind, self.owner or "", self.until or "", members)
        return "|".join(["2", "data key", *(str(fact) for fact in facts)])

    @property
    def bound_before(self) -> str:
        return f"data key of space {self.id}"


def wrap(space: SpaceFacts, data_key: bytes) -> tuple[str, Sealed]:
    """The name of the first master key, and `data_key` wrapped by it."""
    if not settings.MASTER_KEYS:
        raise CannotOpen("This process holds no master key.")
    name, master = settings.MASTER_KEYS[0]
    return name, seal(master, data_key, bound_to=space.bound_to)


def unwrap(space: SpaceFacts, master_name: str, wrapped: bytes) -> Key:
    """The data key of a space; raises CannotOpen when its master key is not here."""
    master = dict(settings.MASTER_KEYS).get(master_name)
    if master is None:
        raise CannotOpen(f"Master key {master_name!r} is not configured.")
    return Key(
        open_sealed(
            master, bytes(wrapped), bound_to=space.bound_to, before=space.bound_before
        )
    )
