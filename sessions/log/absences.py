"""Who is often late or away: a hint for the mentor, reckoned anew and kept nowhere (2.3).

A pattern is not seen too soon: of the last four meetings half, and at least two.
"""

from typing import NamedTuple

from people.models import Person
from sessions.log.models.attendance import Attendance

LOOKED_AT, TOO_OFTEN = 4, 2


class OftenAway(NamedTuple):
    person: Person
    times: int
    of: int


def said_of(group) -> list[Attendance]:
    """Who was at its meetings, the latest first, each with `late`: as who acts noted."""
    return list(Attendance.objects.of_group(group).with_late().latest_first())


def often_away(people, attendances) -> list[OftenAway]:
    """Of those people, by what was `said_of` their group."""
    counted = [_counted(person, attendances) for person in people]
    return [
        away
        for away in counted
        if away.times >= TOO_OFTEN and away.times * 2 >= away.of
    ]


def _counted(person, attendances) -> OftenAway:
    own = [
        attendance for attendance in attendances if attendance.person_id == person.pk
    ][:LOOKED_AT]
    return OftenAway(
        person,
        sum(attendance.late or not attendance.is_present for attendance in own),
        len(own),
    )
