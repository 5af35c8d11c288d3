import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendars.file import Entry
from groups.models import MentorGroup
from intake.models import Intake
from people.models import Person
from people.services.notes import Event, tell
from people.services.ways import Way
from programmes import clock
from sessions.models import CalendarFeed, OneOnOne, Session

# Calendars keep what they were given; older meetings need not be sent again.
BACK = timedelta(days=365)


@transaction.atomic
def make_feed(*, person) -> str:
    """A new secret token for the person's calendar; an older address stops working."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person=person, defaults={"digest": _digest(token), "made_at": timezone.now()}
    )
    tell(person=person, event=Event.FEED_MADE)
    return token


@transaction.atomic
def withdraw_feed(*, person) -> None:
    withdrawn, _each = CalendarFeed.objects.filter(person=person).delete()
    if withdrawn:
        tell(person=person, event=Event.FEED_WITHDRAWN)


def ways_in(person) -> list[Way]:
    """The calendar's address, for the page on all ways into an account."""
    return [
        Way(
            title=_("Calendar address"),
            since=feed.made_at,
            link=reverse("sessions:calendar"),
            end=reverse("sessions:feed_withdraw"),
            consequence=_("Calendars that use this address show nothing new."),
        )
        for feed in CalendarFeed.objects.filter(person=person)
    ]


def person_of_feed(token: str) -> Person | None:
    feed = (
        CalendarFeed.objects.select_related("person")
        .filter(digest=_digest(token), person__is_active=True)
        .first()
    )
    return feed and feed.person


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


def session_entry(session: Session, attendee=None) -> Entry:
    return Entry(
        uid=str(session.uid),
        sequence=session.sequence,
        starts_at=session.starts_at,
        minutes=session.minutes,
        place=session.place,
        summary=str(session.group),
        changed_at=session.changed_at,
        cancelled=session.is_cancelled,
        organiser=str(session.group),
        attendee=attendee and (attendee.bare_name, attendee.email),
    )


def one_on_one_entry(one_on_one: OneOnOne, reader) -> Entry:
    other = one_on_one.mentee if reader == one_on_one.mentor else one_on_one.mentor
    return Entry(
        uid=str(one_on_one.pk),
        sequence=one_on_one.sequence,
        starts_at=one_on_one.starts_at,
        minutes=one_on_one.minutes,
        place=one_on_one.place,
        summary=_("One-on-one with %(name)s") % {"name": other.full_name},
        changed_at=one_on_one.changed_at,
    )


def intake_entry(intake: Intake, reader) -> Entry:
    mentee = intake.seat.person
    other = mentee if reader.pk == intake.mentor_id else intake.mentor
    programme = intake.seat.group.programme
    return Entry(
        uid=f"intake-{intake.pk}",
        sequence=intake.sequence,
        starts_at=clock.wall_clock(programme, intake.on, intake.at),
        minutes=intake.minutes,
        place=intake.place,
        summary=_("Intake with %(name)s") % {"name": other.full_name},
        changed_at=intake.held_at or programme.created_at,
    )


def feed_entries(person) -> list[Entry]:
    """What stands in the calendar of `person`, who acts: no words, only when and who."""
    since = clock.earliest_day(timezone.now()) - BACK
    sessions = (
        Session.objects.visible_to(person)
        .standing()
        .filter(on__gte=since)
        .select_related("group__programme", "group__mentor")
    )
    # The sealed columns stay where they are.
    one_on_ones = (
        OneOnOne.objects.visible_to(person)
        .with_people()
        .defer_words()
        .filter(
            Q(state=OneOnOne.State.PLANNED, seat__left_at=None)
            | Q(state=OneOnOne.State.HELD),
            on__gte=since,
            at__isnull=False,
        )
    )
    intakes = (
        Intake.objects.of(person)
        .filter(
            Q(state=Intake.State.PLANNED, seat__left_at=None)
            | Q(state=Intake.State.HELD),
            on__gte=since,
            at__isnull=False,
            seat__group__in=MentorGroup.objects.of(person),
        )
        .select_related("mentor", "seat__person", "seat__group__programme")
    )
    entries = [
        *(session_entry(session) for session in sessions),
        *(one_on_one_entry(one_on_one, person) for one_on_one in one_on_ones),
        *(intake_entry(intake, person) for intake in intakes),
    ]
    return sorted(entries, key=lambda entry: (entry.starts_at, entry.uid))
