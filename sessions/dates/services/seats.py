"""What was planned follows who sits in a group.

A coordinator who acts here is in no space: open rows only are read and written.
"""

from django.db import transaction
from django.utils import timezone

from calendars.services import follow
from groups.models import MentorGroup
from programmes import clock
from sessions.dates.models.poll import DatePoll
from sessions.dates.models.series import Series
from sessions.session.models.session import Session


@transaction.atomic
def follow_seats(*, began, ended) -> None:
    """Bring meetings, polls and calendars in line with seats that began and ended.

    Who comes gets all that is to come, who goes loses it. A group in which nobody sits
    any more has nothing planned.
    """
    groups = {seat.group_id for seat in [*began, *ended]}
    # A series that is being planned right now: before, or after, but not meanwhile.
    list(Series.objects.select_for_update().filter(group__in=groups))
    over = _over(groups)
    # Polls before meetings: who picks a date locks them in that order.
    _close(over)
    _call_off(over)
    follow(groups)


def _over(groups) -> set[int]:
    going_on = MentorGroup.objects.under_way().filter(pk__in=groups)
    return set(groups) - set(going_on.values_list("pk", flat=True))


def _call_off(over):
    """What has not begun of groups that are over."""
    now = timezone.now()
    planned = Session.objects.planned().filter(
        group__in=over, on__gte=clock.earliest_day(now)
    )
    # Of one that is logged or moved right now: what it is after that counts.
    coming = [
        session.pk
        for session in planned.select_related("group__programme").select_for_update(
            of=["self"]
        )
        if session.starts_at > now
    ]
    Session.objects.filter(pk__in=coming).update(state=Session.State.CANCELLED)


def _close(over):
    """Nobody votes any more, and no series is planned."""
    polls = DatePoll.objects.open().filter(group__in=over)
    polls.end(DatePoll.Ending.GROUP_OVER)
    Series.objects.being_planned().filter(group__in=over).update(
        state=Series.State.PLANNED
    )
