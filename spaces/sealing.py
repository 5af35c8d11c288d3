"""Sealing texts: AES-256-GCM under a data key per space, wrapped by a master key."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"\x01"
NONCE = 12


class CannotOpen(Exception):
    """A sealed value could not be opened: no key, or not the value that was sealed."""


class Sealed(bytes):
    """Ciphertext as it lies in the database; its text is never shown by accident."""

    def __repr__(self):
        return "<sealed>"

    __str__ = __repr__


def seal(key: bytes, plain: bytes, *, bound_to: str) -> Sealed:
    """`plain` sealed under `key`, to be opened only in the place `bound_to`."""
    nonce = os.urandom(NONCE)
    return Sealed(
        VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())
    )


def open_sealed(key: bytes, sealed: bytes, *, bound_to: str) -> bytes:
    """The bytes that were sealed; raises CannotOpen, never answers a raw value."""
    if sealed[:1] != VERSION:
        raise CannotOpen(f"Unknown kind of sealed value in {bound_to}.")
    nonce, ciphertext = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, bound_to.encode())
    except InvalidTag as error:
        raise CannotOpen(f"The sealed value of {bound_to} does not open.") from error


def _bound_to_space(space_id) -> str:
    return f"data key of space {space_id}"


def wrap(space_id, data_key: bytes) -> tuple[str, Sealed]:
    """The name of the first master key, and `data_key` wrapped by it."""
    if not settings.MASTER_KEYS:
        raise CannotOpen("This process holds no master key.")
    name, master = settings.MASTER_KEYS[0]
    return name, seal(master, data_key, bound_to=_bound_to_space(space_id))


def unwrap(space_id, master_name: str, wrapped: bytes) -> bytes:
    """The data key of a space; raises CannotOpen when its master key is not here."""
    master = dict(settings.MASTER_KEYS).get(master_name)
    if master is None:
        raise CannotOpen(f"Master key {master_name!r} is not configured.")
    return open_sealed(master, bytes(wrapped), bound_to=_bound_to_space(space_id))
