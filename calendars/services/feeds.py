import hashlib
import secrets
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendars.appointment import Appointment
from calendars.entry import entry_of
from calendars.file import REQUEST, CalendarEntry, calendar_file
from calendars.models import Feed, Told
from calendars.models.feed import reader_of
from calendars.wanted import wanted_in
from people.accounts.services.notes import Event, note_event
from people.accounts.services.ways import WayIn
from people.models import Person

# Calendars keep what they were given; older meetings need not be sent again.
BACK = timedelta(days=365)


@transaction.atomic
def make_feed(*, person) -> str:
    """A new secret token for the calendar of who acts; an older address stops working."""
    token = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(
        person=person, defaults={"digest": _digest(token), "made_at": timezone.now()}
    )
    note_event(person=person, event=Event.FEED_MADE)
    return token


@transaction.atomic
def withdraw_feed(*, person) -> None:
    withdrawn, _each = Feed.objects.of(person).delete()
    if withdrawn:
        note_event(person=person, event=Event.FEED_WITHDRAWN)


def ways_in(person) -> list[WayIn]:
    """The calendar's address, for the page on all ways into an account."""
    return [
        WayIn(
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


def feed_entries(person) -> list[CalendarEntry]:
    """What the calendar of `person`, who acts, was told and keeps: when and who."""
    rows = list(Told.objects.of(person))
    entries = [*_told(rows)]
    known = {entry.uid for entry in entries}
    entries += _untold(person, {row.group_id for row in rows}, known)
    since = (timezone.now() - BACK).date()
    entries = [entry for entry in entries if max(entry.days) >= since]
    return sorted(entries, key=lambda entry: (entry.starts_at, entry.uid))


def _told(rows) -> Iterator[CalendarEntry]:
    """Of a series that was called off for who left its group stays what had begun."""
    for row in rows:
        was = row.before
        if kept := row.appointment or (was and was.begun_by(row.changed_at)):
            more = {"sequence": row.sequence, "changed_at": row.changed_at}
            yield entry_of(kept, **more)


def _untold(person, groups, told) -> Iterator[CalendarEntry]:
    """What had begun before anybody was to be told of it, as before an upgrade."""
    now = timezone.now()
    for entry in wanted_in(groups):
        is_new = entry.person_id == person.pk and entry.appointment.uid not in told
        if is_new and (kept := entry.appointment.begun_by(now)):
            begins = kept.starts_at(kept.when)
            yield entry_of(kept, sequence=0, changed_at=begins)


def invitation(*, person, appointment: Appointment) -> bytes:
    """The file that `person`, who acts, was mailed, with the count that it had.

    Published, without a guest, no later mail would change what it put into a calendar.
    """
    row = Told.objects.of(person).filter(uid=appointment.uid).first() or Told()
    entry = entry_of(
        appointment,
        sequence=row.sequence,
        changed_at=row.changed_at,
        attendee=(person.bare_name, person.email),
    )
    return calendar_file([entry], method=REQUEST)


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()
