"""Sign-in links of the demonstration organisation; development only."""

from django.core import signing
from django.urls import reverse

SALT = "people.demo"
# A week of looking around; `manage.py run` prints new ones.
SECONDS = 7 * 24 * 3600


def sign_in_path(person) -> str:
    """A path that signs `person` in; its page answers in development only."""
    return reverse("people:demo_entrance", args=[signing.dumps(person.pk, salt=SALT)])


def read_key(key: str) -> int:
    """The person of a link; raises BadSignature when it is forged or old."""
    return signing.loads(key, salt=SALT, max_age=SECONDS)
