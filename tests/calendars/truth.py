"""What somebody's calendar has to say, by rules written down here anew."""

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.db.models import Q

from groups.models import Seat
from intake.models import Intake
from sessions.models import OneOnOne, Session
from spaces.acting import acting_as
from tests.calendars.showing import Shown

WITH = {
    ("intake", "nl"): "Intake met",
    ("intake", "en"): "Intake with",
    ("talk", "nl"): "Een-op-een met",
    ("talk", "en"): "One-on-one with",
}


@dataclass(frozen=True)
class Calendar:
    """`to_come` has not begun; `been` has, since the person took the present seat.

    Of what has been only when and where counts: nobody is mailed of its name any more.
    """

    to_come: list[Shown]
    been: list[tuple]


def calendar_of(person, shows=None) -> Calendar:
    """What has to stand there now; or of what is shown there that which it is about."""
    now = dt.datetime.now(dt.UTC)
    seats = list(Seat.objects.held().filter(person=person))
    if shows is None:
        shows = [*meetings_of(person), *_of_two(person)]
    # Signs that keep a name in its place beside others are none of it.
    shows = [replace(one, title=one.title.strip("\u2068\u2069")) for one in shows]
    return Calendar(
        sorted(one for one in shows if one.starts_at > now),
        sorted(
            (one.starts_at, one.minutes, one.place)
            for one in shows
            if any(seat.joined_at <= one.starts_at <= now for seat in seats)
        ),
    )


def meetings_of(person):
    """Those that stand, of the groups in which the person sits."""
    for seat in Seat.objects.held().filter(person=person).select_related("group"):
        standing = Session.objects.filter(group=seat.group).exclude(state="cancelled")
        for session in standing.select_related("group__programme"):
            yield _shown(session, _called(seat.group, person))


def _of_two(person):
    pairs = Q(seat__left_at=None) & (Q(mentor=person) | Q(seat__person=person))
    dated = pairs & Q(state__in=["planned", "held"], on__isnull=False)
    with acting_as(person):
        for name, model in (("intake", Intake), ("talk", OneOnOne)):
            found = model.objects.filter(dated, at__isnull=False)
            for one in found.select_related(
                "mentor", "seat__person", "seat__group__programme"
            ):
                other = one.seat.person if one.mentor == person else one.mentor
                yield _shown(one, f"{WITH[name, person.language]} {other.full_name}")


def _called(group, person):
    if group.name:
        return group.name
    words = "Mentorgroep" if person.language == "nl" else "Mentor group"
    return f"{words} {group.mentor.full_name}"


def _shown(meeting, title):
    # The wall shows it, in the zone of the programme.
    group = getattr(meeting, "group", None) or meeting.seat.group
    wall = dt.datetime.combine(meeting.on, meeting.at)
    starts_at = wall.replace(tzinfo=ZoneInfo(group.programme.time_zone))
    return Shown(starts_at.astimezone(dt.UTC), meeting.minutes, meeting.place, title)
