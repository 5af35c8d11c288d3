"""The secrets of second steps, sealed under the SECRET_KEY: a dump shows no codes."""

import base64
import hashlib

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction

from people.accounts.services.notes import Event, note_event
from people.models import Person

# Where the sign-in library keeps what it seals: of an app's codes, and of spare ones.
SEALED = {"secret", "seed"}


def sealer() -> MultiFernet:
    """Seals under the SECRET_KEY; opens under those that it was before as well."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [
        hashlib.sha256(f"people.mfa|{secret}".encode()).digest() for secret in secrets
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


@transaction.atomic
def seal_second_steps_anew() -> int:
    """Seal each under the SECRET_KEY of now, and count them.

    Raises InvalidToken, and changes nothing, when none of the keys opens one.
    """
    seal = sealer()
    steps = Authenticator.objects.filter(data__has_any_keys=SEALED)
    # A step that is used meanwhile writes its row whole: it would come back as it was.
    steps = steps.select_for_update().order_by("pk")
    for step in steps:
        for name in SEALED & step.data.keys():
            step.data[name] = seal.rotate(step.data[name]).decode()
        step.save(update_fields=["data"])
    return len(steps)


def step_of(person: Person, kind: str) -> Authenticator | None:
    return Authenticator.objects.filter(user=person, type=kind).first()


@transaction.atomic
def take_code(*, step: Authenticator, code: str) -> bool:
    """Whether the app shows `code` about now, and neither it nor a later one was taken.

    The sign-in library forgets a code after half a minute, while it counts for longer.
    """
    # The same code sent twice at once: the second finds it taken.
    step = Authenticator.objects.select_for_update().get(pk=step.pk)
    secret = sealer().decrypt(step.data["secret"].encode()).decode()
    for counter in yield_hotp_counters_from_time():
        shown = format_hotp_value(hotp_value(secret, counter))
        if counter > step.data.get("taken", 0) and compare_user_code(
            actual=code, expected=shown
        ):
            step.data["taken"] = counter
            step.save(update_fields=["data"])
            return True
    return False


def codes_left(codes: Authenticator | None) -> int:
    """How many recovery codes can still be used; no key is needed to tell."""
    if codes is None:
        return 0
    return app_settings.RECOVERY_CODE_COUNT - codes.data["used_mask"].bit_count()


def tell_code_used(*, person: Person, left: int) -> None:
    note_event(person=person, event=Event.CODE_USED, left=left)


def tell_codes_seen(*, person: Person, sign_in: str) -> None:
    """Once a day for each sign-in: the page and the file of it are one look."""
    note_event(person=person, event=Event.CODES_SEEN, once=f"codes {sign_in}")
