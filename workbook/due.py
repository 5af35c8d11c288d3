"""What waits for whom in the workbook."""

from collections import defaultdict

from django.conf import settings
from django.db.models import Exists
from django.urls import reverse, reverse_lazy

from groups.models import Seat
from programmes import clock
from programmes.rules import zone_of
from reminders.due import Due, concerns, named
from sessions.models import Session
from workbook.asking import question
from workbook.models import CheckInRhythm, Every, Goal


def waiting(*, now, person=None, roles=None, at_hand=None):
    """The first learning goal of a mentee (R13), and how it goes with those there are.

    Of goals only the person who acts is told; the rhythm knows none. `at_hand` is the
    seat that they hold as a mentee, where it is known with its group.
    """
    if concerns(roles, "asks to be asked"):
        yield from check_ins(now, person)
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


def check_ins(now, person=None):
    """What is asked by now of who wanted that; two queries, or three."""
    pausing = Seat.objects.held().pausing()
    rhythms = CheckInRhythm.objects.asking().annotate(zone=zone_of("person"))
    rhythms = rhythms.exclude(person__in=pausing.values("person"))
    if person is None:
        rhythms = rhythms.select_related("person")
        rhythms = rhythms.only("every", "since", *named("person"))
    else:
        rhythms = rhythms.of(person)
    rhythms = list(rhythms)
    meetings = meetings_of(
        [rhythm for rhythm in rhythms if rhythm.every == Every.MEETING], now
    )
    for rhythm in rhythms:
        today = clock.day_in(rhythm.zone or settings.TIME_ZONE, now)
        held = [day for day in meetings[rhythm.person_id] if day < today]
        asked = question(rhythm, today, held)
        if asked is None:
            continue
        kind = "still_fits" if asked.still_fits else "check_in"
        yield Due(
            kind=f"workbook.{kind}",
            person=person or rhythm.person,
            programme_id=None,
            zone=rhythm.zone or "",
            object_id="",
            since=asked.on,
            link=reverse_lazy("workbook:check_in_list"),
            # After two without an answer nothing is mailed any more.
            mail=not asked.still_fits,
        )


def meetings_of(rhythms, now) -> dict:
    """By person the days of the meetings of their groups since the first of these."""
    by_person = defaultdict(set)
    if rhythms:
        people = [rhythm.person_id for rhythm in rhythms]
        seats = Seat.objects.held().filter(person__in=people)
        since = min(rhythm.since for rhythm in rhythms)
        days = Session.objects.standing().filter(on__gt=since)
        days = days.filter(on__lte=clock.latest_day(now), group__seats__in=seats)
        for person, day in days.values_list("group__seats__person", "on").distinct():
            by_person[person].add(day)
    return by_person
