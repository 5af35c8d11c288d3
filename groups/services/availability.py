"""Who of a group can when; the rows that say so are each person's own."""

from collections.abc import Iterable
from datetime import date, time

from django.db import connection, transaction
from django.utils import timezone

from calendars.available import Moment, stretches
from programmes import clock

ASK = """
SELECT moment, people FROM groups_who_cannot(
  %s, %s::int[], %s::date[], %s::interval[], %s::interval[]
)
"""


@transaction.atomic
def who_cannot(*, group, moments: Iterable[tuple]) -> dict[Moment, set[int]]:
    """Of each moment (date, time, minutes) the people of the group who cannot then.

    For who acts, if that person sits in the group; answered from what each says of their
    usual hours and absences, or else from the roster. Nothing tells why. An empty set:
    as far as anybody said all can. A moment that is not answered is not in it: those that
    have begun, and all of them for who sits elsewhere, asks more than 120 at once (a year
    of weeks twice) or has asked 1,000 within a day, which is enough to plan a year several
    times over and too little to read a diary by the minute. The database holds these.
    """
    now, zone = timezone.now(), group.programme.time_zone
    asked = sorted({Moment(*moment) for moment in moments})
    asked = [
        moment
        for moment in asked
        if clock.wall_clock_in(zone, moment.on, moment.at) > now
    ]
    parts = [
        (number, part)
        for number, moment in enumerate(asked)
        for part in stretches(moment, zone)
    ]
    if not parts:
        return {}
    columns = [
        [number for number, _part in parts],
        [part.on for _number, part in parts],
        [part.since for _number, part in parts],
        [part.until for _number, part in parts],
    ]
    with connection.cursor() as cursor:
        cursor.execute(ASK, [group.pk, *columns])
        return {asked[number]: set(people) for number, people in cursor.fetchall()}


def cannot(*, group, person, on: date, at: time, minutes: int) -> bool:
    """Whether that person of the group cannot then, as far as is known to who acts."""
    answers = who_cannot(group=group, moments=[(on, at, minutes)])
    return any(person.pk in people for people in answers.values())
