"""The seats of who has left the organisation: each by a coordinator's choice."""

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from calendars.services import follow
from groups.models import Seat, SeatEnding
from groups.services.rooms import have_rooms_follow
from groups.services.seats import tell_left
from people.models import Person
from programmes import clock
from reminders.sweeping import MORNING
from spaces.errors import DomainError
from spaces.models import AuditEvent
from spaces.services import record


@transaction.atomic
def choose_endings(*, person, ending, by) -> list[SeatEnding]:
    """Have these seats of somebody who has left end the next morning, and no others.

    Of the mentee's seats in programmes that `by` coordinates: `ending` holds their pks;
    what was asked for the rest is called off. Answers what is asked for now.
    """
    # Who opens the account again at this moment comes before, or calls all of it off.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.is_active:
        raise DomainError(_("%(name)s is back: look again.") % {"name": person})
    seats = Seat.objects.held().mentees().of(person).coordinated_by(by)
    open_ones = SeatEnding.objects.open().of_leavers().of(person)
    for seat in seats.select_related("group__programme"):
        asked = open_ones.filter(participation=seat.participation_id)
        if seat.pk not in ending:
            asked.update(called_off_at=timezone.now())
        elif not asked.exists():
            SeatEnding.objects.create(
                participation_id=seat.participation_id,
                asked_by=by,
                due_at=next_morning(seat.group.programme),
            )
    return list(open_ones)


def next_morning(programme) -> dt.datetime:
    tomorrow = clock.today_in(programme) + dt.timedelta(days=1)
    return clock.wall_clock(programme, tomorrow, MORNING)


def follow_departure(*, person, left, by) -> None:
    """Who is back keeps the seats that have not ended yet, and is told their dates."""
    if not left:
        seats = Seat.objects.held().of(person)
        follow(seats.values_list("group_id", flat=True))
        asked = SeatEnding.objects.open().of_leavers().of(person)
        asked.update(called_off_at=timezone.now())


@transaction.atomic
def end_due_seats() -> int:
    """End the seats whose morning has come, as leaving does; safe to run twice.

    The worker may change no seat and no space: it asks the database, which ends what was
    asked for and nothing else. Answers how many seats ended.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT seat, space, person FROM groups_end_due_seats()")
        ended = cursor.fetchall()
    for _seat, space_id, person_id in ended:
        if space_id:
            gone = Person(pk=person_id)
            record(AuditEvent.Verb.LEFT, space_id, person=gone)
    seats = Seat.objects.filter(pk__in={seat for seat, _space, _person in ended})
    seats = list(
        seats.select_related(
            "person__organisation", "group__programme", "group__mentor"
        )
    )
    for seat in seats:
        tell_left(seat.group, seat, to=[seat.person])
    if seats:
        have_rooms_follow(ended=seats)
    return len(seats)
