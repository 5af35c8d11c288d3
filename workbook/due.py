"""What waits for whom in the workbook."""

from django.db.models import Exists
from django.urls import reverse

from groups.models import Seat
from programmes import clock
from reminders.due import Due, concerns
from workbook.models import Goal


def waiting(*, now, person=None, roles=None, at_hand=None):
    """The first learning goal of a mentee (R13); only for the person who acts.

    `at_hand` is the seat that they hold as a mentee, where it is known with its group.
    """
    if person is None or not concerns(roles, "without goal"):
        return
    goals = Goal.objects.written_by(person).at_hand()
    if at_hand is None:
        seats = Seat.objects.held().mentees().of(person).exclude(Exists(goals))
        seat = seats.select_related("group__programme").first()
    else:
        seat = None if goals.exists() else at_hand
    if seat is None:
        return
    yield Due(
        kind="workbook.first_goal",
        person=person,
        programme_id=seat.group.programme_id,
        zone=seat.group.programme.time_zone,
        object_id=str(seat.pk),
        since=clock.day_of(seat.group.programme, seat.joined_at),
        link=reverse("workbook:new_goal"),
        mail=False,
    )
