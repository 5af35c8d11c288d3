"""That the holder of a seat takes part in nothing until a day; the seat stays."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from calendars.services import follow
from groups.models import Pause
from groups.services.seats import hold, lock
from programmes import clock


@transaction.atomic
def pause_seat(*, seat, until: dt.date) -> Pause:
    """Until the day they are back; a pause that goes on ends on that day instead.

    The calendar of the holder loses the meetings of that time, in one update. Raises
    DomainError where the seat has ended.
    """
    seat = hold(seat)
    group, now = seat.group, timezone.now()
    ends_at = clock.wall_clock(group.programme, until, dt.time())
    pause = Pause.objects.of_seat(seat).running(now).first()
    if pause is None:
        Pause.objects.of_seat(seat).close_passed(now)
        pause = Pause.objects.create(seat=seat, began_at=now, ends_at=ends_at)
    elif pause.ends_at != ends_at:
        pause.ends_at = ends_at
        pause.save(update_fields=["ends_at"])
    follow([group.pk])
    return pause


@transaction.atomic
def end_pause(*, seat) -> int:
    """They are back; answers whether they paused. Meetings to come are theirs again."""
    lock(seat.group)
    running = Pause.objects.of_seat(seat).running()
    ended = running.update(ended_at=timezone.now())
    if ended:
        follow([seat.group_id])
    return ended
