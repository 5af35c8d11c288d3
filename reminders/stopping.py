"""The way out of a kind of mail that works without signing in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from reminders.links import read_answer, sign_answer

SALT = "reminders.stop"


def address(person_id: int, kind: str) -> str:
    """Where a person stops (and takes up again) a kind of mail, as a whole address."""
    token = sign_answer([person_id, kind], salt=SALT)
    return settings.BASE_URL + reverse("reminders:stop", args=[token])


def parse(token: str) -> tuple[int, str] | None:
    """The person's id and the kind of a token that we signed, or None."""
    try:
        person_id, kind = read_answer(token, salt=SALT)
    except signing.BadSignature:
        return None
    return person_id, kind
