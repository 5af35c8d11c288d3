from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from calendars.file import Entry
from groups.models import MentorGroup
from intake.models import Intake
from programmes import clock
from sessions.models import OneOnOne, Session

# Calendars keep what they were given; older meetings need not be sent again.
BACK = timedelta(days=365)


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
    """Meetings, one-on-ones and intakes, for the feed of `person`, who acts."""
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
    return [
        *(session_entry(session) for session in sessions),
        *(one_on_one_entry(one_on_one, person) for one_on_one in one_on_ones),
        *(intake_entry(intake, person) for intake in intakes),
    ]
