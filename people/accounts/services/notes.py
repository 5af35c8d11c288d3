"""What a person is told of the ways into their account: by mail and in the inbox.

Whoever is in cannot stop it: it is no kind of mail that can be stopped, it stands in
the ledger in the transaction of the change, and nothing takes it out of the inbox.
"""

from enum import StrEnum
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from people.accounts.devices import this_device
from people.models import Person
from reminders.models import Mail
from reminders.services import post


class Event(StrEnum):
    """What happened to a way in; each has its words in `letters/way_in.txt`."""

    INVITED_WITH_PASSWORD = "invited_with_password"  # noqa: S105
    INVITED_WITH_PASSKEY = "invited_with_passkey"
    PASSWORD_SET = "password_set"  # noqa: S105
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    PASSWORD_RESET = "password_reset"  # noqa: S105
    PASSWORD_REMOVED = "password_removed"  # noqa: S105
    PASSWORD_TAKEN = "password_taken"  # noqa: S105
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    APP_ADDED = "app_added"
    APP_REMOVED = "app_removed"
    CODES_MADE = "codes_made"
    CODES_SEEN = "codes_seen"
    CODE_USED = "code_used"
    STEPS_TAKEN = "steps_taken"
    SSO_CONNECTED = "sso_connected"
    SSO_REMOVED = "sso_removed"
    ADDRESS_CHANGED = "address_changed"
    FEED_MADE = "feed_made"
    FEED_WITHDRAWN = "feed_withdrawn"
    CHANGED = "changed"


@transaction.atomic
def note_event(*, person: Person, event: Event, once: str = "", **facts) -> Mail:
    """Note for `person` what was done, when and with which device.

    Each call is an event of its own; those with the same `once` are one within a day.
    `facts` are names and numbers of the event: `provider`, `left`.
    """
    browser, system = this_device()
    noted = {
        "event": str(event),
        "at": timezone.now(),
        "zone": zone_of(person),
        "browser": browser,
        "system": system,
    }
    return post(
        person=person,
        kind="people.way_in",
        object_id=once or uuid4().hex,
        link=reverse("people:ways_in"),
        context=noted | facts,
    )


def zone_of(person: Person) -> str:
    """The time zone in which the person lives, by its name."""
    zones = import_string(settings.ZONES)([person.pk])
    return zones.get(person.pk, settings.TIME_ZONE)
