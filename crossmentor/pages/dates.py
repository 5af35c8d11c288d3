"""What stands in a person's diary, told of what the rooms have at hand of that person."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from intake.models import Intake
from programmes import clock

SHOWN = 5


class DiaryEntry(NamedTuple):
    """Something in a person's diary; wall clock in the programme's time zone."""

    on: dt.date
    at: dt.time | None
    title: str
    place: str
    link: str
    # The session of which the person says whether they can come.
    to_answer: object = None


def next_dates(person, now, pairs, groups) -> list[DiaryEntry]:
    """The person's meetings, intakes and one-on-ones from today on, in order.

    Today is that of each programme. `pairs` are `MenteeSeat.at_hand_of` the person,
    `groups` what `sessions.at_hand` tells.
    """
    meetings_of_all = [
        *meetings(groups, now),
        *intakes(pairs, person, now),
        *one_on_ones(groups, person, now),
    ]
    meetings_of_all.sort(key=lambda entry: (entry.on, entry.at or dt.time.max))
    return meetings_of_all[: SHOWN + 1]


def meetings(groups, now) -> Iterator[DiaryEntry]:
    seats = {seat.group_id: seat for seat in groups.seats}
    for session in groups.sessions:
        group = seats[session.group_id].group
        if session.is_planned and session.on >= clock.today_in(group.programme, now):
            title = f"{group}: {session.get_kind_display()}"
            link = reverse_lazy("sessions:session", args=[session.pk])
            begun = clock.has_begun(group.programme, session.on, session.at)
            to_answer = None if begun else session
            yield DiaryEntry(
                session.on, session.at, title, session.place, link, to_answer
            )


def intakes(pairs, person, now) -> Iterator[DiaryEntry]:
    for seat in pairs:
        intake = seat.held_intake
        if intake is None or intake.state != Intake.State.PLANNED:
            continue
        if intake.on >= clock.today_in(seat.group.programme, now):
            other = seat.person if person == seat.group.mentor else seat.group.mentor
            title = _("Intake with %(name)s") % {"name": other}
            link = reverse_lazy("intake:intake_detail", args=[seat.pk])
            yield DiaryEntry(intake.on, intake.at, title, intake.place, link)


def one_on_ones(groups, person, now) -> Iterator[DiaryEntry]:
    seats = {seat.group_id: seat for seat in groups.seats}
    for one_on_one in groups.one_on_ones:
        seat = seats.get(one_on_one.seat.group_id)
        if (
            seat is None
            or one_on_one.state != one_on_one.State.PLANNED
            or not one_on_one.is_open
        ):
            continue
        if one_on_one.on >= clock.today_in(seat.group.programme, now):
            other = (
                one_on_one.mentee if person == one_on_one.mentor else one_on_one.mentor
            )
            title = _("One-on-one with %(name)s") % {"name": other}
            link = reverse_lazy("sessions:one_on_one", args=[one_on_one.pk])
            yield DiaryEntry(
                one_on_one.on, one_on_one.at, title, one_on_one.place, link
            )
