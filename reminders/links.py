"""The links of mails that prove something, and which process may make them.

A *way in* (an invitation, a new password) is signed by the web process when its mail is
posted, and waits here sealed: the worker, which sends it, can make no other, and a dump
shows none. A link that only *answers* (stop this kind of mail) signs nobody in and shows
no more than its mail did: the worker makes those itself.
"""

import hashlib

from django.conf import settings
from django.core import signing

from spaces.sealing import CannotOpen, Sealed, open_sealed, seal


def seal_way_in(path: str, *, to: str) -> Sealed:
    """The path of a way in, to be opened again for the address `to` alone."""
    return seal(_keys()[0], path.encode(), bound_to=_bound_to(to))


def open_way_in(sealed: bytes, *, to: str) -> str:
    """The path; raises CannotOpen for another address, or under another MAIL_KEY."""
    for key in _keys():
        try:
            return open_sealed(key, bytes(sealed), bound_to=_bound_to(to)).decode()
        except CannotOpen as error:
            refused = error
    raise refused


def sign_answer(value, *, salt: str) -> str:
    return signing.dumps(value, key=_secrets()[0], salt=salt)


def read_answer(token: str, *, salt: str):
    """What was signed; raises signing.BadSignature."""
    first, *before = _secrets()
    return signing.loads(token, key=first, salt=salt, fallback_keys=before)


def _bound_to(address: str) -> str:
    # An address is one whatever its capitals.
    return f"way in for {address.lower()}"


def _secrets() -> list[str]:
    return [settings.MAIL_KEY, *settings.MAIL_KEY_FALLBACKS]


def _keys() -> list[bytes]:
    return [
        hashlib.sha256(f"reminders.links|{secret}".encode()).digest()
        for secret in _secrets()
    ]
