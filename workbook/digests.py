"""What shows that a text arrived as it was sent."""

import hashlib
import hmac

from spaces.keys import data_key


def plain_digest(title: str, body: str) -> str:
    """SHA-256 of a text, for the browser that sent it and nobody else."""
    return hashlib.sha256(_one(title, body)).hexdigest()


def kept_digest(space_id, title: str, body: str) -> str:
    """The same under the key of the space, so that a dump tells nothing about it."""
    key = data_key(space_id)
    message = b"workbook revision\0" + _one(title, body)
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def _one(title, body):
    return f"{title}\0{body}".encode()
