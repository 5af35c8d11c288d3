import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from calendars.file import Entry
from calendars.models import Feed
from calendars.models.feed import reader_of
from people.models import Person
from people.services.notes import Event, tell
from people.services.ways import Way


@transaction.atomic
def make_feed(*, person) -> str:
    """A new secret token for the calendar of who acts; an older address stops working."""
    token = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(
        person=person, defaults={"digest": _digest(token), "made_at": timezone.now()}
    )
    tell(person=person, event=Event.FEED_MADE)
    return token


@transaction.atomic
def withdraw_feed(*, person) -> None:
    withdrawn, _each = Feed.objects.of(person).delete()
    if withdrawn:
        tell(person=person, event=Event.FEED_WITHDRAWN)


def ways_in(person) -> list[Way]:
    """The calendar's address, for the page on all ways into an account."""
    return [
        Way(
            title=_("Calendar address"),
            since=feed.made_at,
            link=reverse("calendars:calendar"),
            end=reverse("calendars:feed_withdraw"),
            consequence=_("Calendars that use this address show nothing new."),
        )
        for feed in Feed.objects.of(person)
    ]


def person_of_feed(token: str) -> Person | None:
    """Who made this address, as long as they are in the organisation."""
    reader = reader_of(_digest(token))
    return Person.objects.filter(pk=reader, is_active=True).first()


def feed_entries(person) -> list[Entry]:
    """What stands in the calendar of `person`, who acts: no words, only when and who."""
    entries = [entry for path in settings.FEED for entry in import_string(path)(person)]
    return sorted(entries, key=lambda entry: (entry.starts_at, entry.uid))


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()
