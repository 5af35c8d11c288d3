"""What a certificate may say: that somebody took part, when, and no word that was said."""

from dataclasses import dataclass
from datetime import date

from groups.models import MentorGroup, Seat
from programmes import clock
from programmes.models import Role
from sessions.ending import end_of
from sessions.planning import last_date


@dataclass(frozen=True)
class Certificate:
    """Of one person's time in a group; `meetings` of it were held, so many `minutes`.

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
    has_left = all(seat.left_at for seat in seats)
    begins = clock.day_of(programme, seats[0].joined_at)
    if has_left:
        ends = since = clock.day_of(programme, seats[-1].left_at)
    else:
        ends = min(filter(None, (today, end_of(group))))
        since = _first_end(group)
    held = group.sessions.held().filter(on__gte=begins, on__lte=ends)
    minutes = list(held.values_list("minutes", flat=True))
    return Certificate(
        group=group,
        role=seats[-1].role,
        begins=begins,
        ends=ends,
        since=since,
        today=today,
        meetings=len(minutes),
        minutes=sum(minutes),
    )


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
