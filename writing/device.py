"""What somebody typed and is not saved yet waits sealed on their own device.

The device holds ciphertext alone. The key is derived for each person from the secret key
of the web process, and handed to whoever is signed in as that person: again at the next
sign-in, to nobody else, and kept nowhere.
"""

import base64
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = "crossmentor.typed-on-device"


def keys_of(person) -> list[str]:
    """32 bytes each, in base64: the one that seals, then those of former secret keys."""
    info = f"{PURPOSE}:{person.pk}".encode()
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        base64.b64encode(
            HKDF(SHA256(), length=32, salt=None, info=info).derive(secret.encode())
        ).decode()
        for secret in secrets
    ]


def _is_secure(address: str) -> bool:
    """As browsers see it: the machine itself is secure by any way."""
    parts = urlsplit(address)
    here = {"localhost", "127.0.0.1", "::1"}
    return parts.scheme == "https" or parts.hostname in here


def choose(*, person, keep: bool) -> None:
    """Where it is off, each device forgets what lies there once the person is back."""
    person.typed_on_device = keep
    person.save(update_fields=["typed_on_device"])


def context(request) -> dict:
    """Context processor: "on", by the person's choice "off", by the host's "never".

    "unable" where no browser seals anything: it has the means over https alone.
    """
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"on_device": ""}
    if not settings.TYPED_ON_DEVICE:
        return {"on_device": "never"}
    if not _is_secure(settings.BASE_URL):
        return {"on_device": "unable"}
    return {"on_device": "on" if person.typed_on_device else "off"}
