"""What a certificate may say: that somebody took part, when, and no word that was said."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from groups.models import MentorGroup, Pause, Seat
from programmes import clock
from programmes.models import Role
from sessions.dates.planning import last_date
from sessions.year.ending import end_of


@dataclass(frozen=True)
class Certificate:
    """Of one person's time in a group: how many `meetings` were held while they sat
    there and took no pause, in so many `minutes`; whether they came lies in the circle.

    `since` is the day from which there is one; None: not known yet.
    """

    group: MentorGroup
    role: str
    begins: date
    ends: date
    since: date | None
    today: date
    meetings: int
    minutes: int

    @property
    def is_ready(self) -> bool:
        return self.since is not None and self.since <= self.today

    @property
    def is_mentor(self) -> bool:
        return self.role == Role.MENTOR

    @property
    def hours(self) -> float:
        return round(self.minutes / 60, 1)


def certificate_of(person, group_id: int) -> Certificate | None:
    """Of the person's own time in a group; None where they never sat in it."""
    seats = Seat.objects.of(person).filter(group=group_id).order_by("joined_at")
    seats = list(seats.select_related("group__programme__organisation"))
    if not seats:
        return None
    group = seats[0].group
    programme, today = group.programme, clock.today_in(group.programme)
    left = None
    if all(seat.left_at for seat in seats):
        left = clock.day_of(programme, max(seat.left_at for seat in seats))
    minutes = _minutes_held(group, seats)
    return Certificate(
        group=group,
        role=seats[-1].role,
        begins=clock.day_of(programme, seats[0].joined_at),
        # Who leaves the group, or the organisation, after its end took part until then.
        ends=min(filter(None, (left or today, end_of(group)))),
        since=min(filter(None, (left, _first_end(group))), default=None),
        today=today,
        meetings=len(minutes),
        minutes=sum(minutes),
    )


def _minutes_held(group, seats) -> list[int]:
    """Of each meeting that was held while the holder of these seats took part."""
    pauses = [
        (began, ended)
        for _seat, began, ended in Pause.objects.filter(seat__in=seats).stretches()
    ]
    stays = [(seat.joined_at, seat.left_at or timezone.now()) for seat in seats]
    held = []
    for on, at, minutes in group.sessions.held().values_list("on", "at", "minutes"):
        moment = clock.wall_clock(group.programme, on, at)
        if _within(moment, stays) and not _within(moment, pauses):
            held.append(minutes)
    return held


def _within(moment, stretches) -> bool:
    return any(began <= moment < ended for began, ended in stretches)


def _first_end(group) -> date | None:
    """The end that the programme gives, also of a group that goes on after it.

    Or the last day of one that ended before.
    """
    firsts = group.sessions.first_meetings().order_by("on")
    first_on = firsts.values_list("on", flat=True).first()
    if first_on is None:
        return group.ended_on
    planned = last_date(first_meeting=first_on, months=group.programme.months)
    return min(planned, group.ended_on or planned)
