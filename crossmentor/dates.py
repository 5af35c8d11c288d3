"""What stands in a person's diary, of every room, asked for at once."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import MentorGroup
from intake.models import Intake
from people.models import Person
from programmes import clock
from sessions.models import OneOnOne, Session

SHOWN = 5
NAMES = ("given_name", "infix", "family_name")
NOTHING = Value("", output_field=CharField())


class Meeting(NamedTuple):
    """Something in a person's diary; wall clock in the programme's time zone."""

    on: dt.date
    at: dt.time
    title: str
    place: str
    link: str


def next_dates(person, now, roles) -> list[Meeting]:
    """The person's meetings, intakes and one-on-ones from today on, in order.

    Today is that of each programme.
    """
    if {"mentor", "mentee"}.isdisjoint(roles):
        return []
    of_group = clock.day_there("group__programme", now)
    of_pair = clock.day_there("seat__group__programme", now)
    sessions = Session.objects.visible_to(person).upcoming(of_group)
    intakes = Intake.objects.to_remember().of(person).upcoming(of_pair)
    talks = OneOnOne.objects.visible_to(person).planned().upcoming(of_pair)
    mentor = {name: F(f"group__mentor__{name}") for name in NAMES}
    other = other_than(person)
    found = rows(sessions, "session", mentor, kind=F("kind"), name=F("group__name"))
    found = found.union(
        rows(intakes, "intake", other, key="seat_id"),
        rows(talks, "one_on_one", other),
        all=True,
    )
    return [meeting(*row) for row in found.order_by("on", "at")[: SHOWN + 1]]


def other_than(person) -> dict:
    """The names of the mentee, or of the mentor for the mentee."""
    return {
        name: Case(
            When(mentor=person, then=F(f"seat__person__{name}")),
            default=F(f"mentor__{name}"),
        )
        for name in NAMES
    }


def rows(found, what, names, *, key="pk", kind=NOTHING, name=NOTHING):
    """The same columns of each; without the texts, which are not asked for."""
    return found.order_by().values_list(
        "on",
        "at",
        Value(what, output_field=CharField()),
        Cast(key, CharField()),
        "place",
        kind,
        name,
        *names.values(),
    )


def meeting(on, at, what, key, place, kind, name, *names) -> Meeting:
    other = Person(**dict(zip(NAMES, names, strict=True)))
    if what == "session":
        group = MentorGroup(name=name, mentor=other)
        title = f"{group}: {Session(kind=kind).get_kind_display()}"
        return Meeting(on, at, title, place, reverse("sessions:session", args=[key]))
    if what == "intake":
        title = _("Intake with %(name)s") % {"name": other}
        link = reverse("intake:intake_detail", args=[key])
    else:
        title = _("One-on-one with %(name)s") % {"name": other}
        link = reverse("sessions:one_on_one", args=[key])
    return Meeting(on, at, title, place, link)
