"""The page every role lands on: what waits, the next date, one clear next step."""

import datetime as dt
from typing import NamedTuple

from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from intake.models import Intake
from programmes.models import Programme
from reminders.due import waiting
from sessions.models import OneOnOne, Session

SHOWN = 5


class Meeting(NamedTuple):
    """Something in a person's diary; wall clock in the programme's time zone."""

    on: dt.date
    at: dt.time
    title: str
    place: str
    link: str


@require_GET
def today(request):
    now = timezone.now()
    due = sorted(waiting(now=now, person=request.user), key=lambda due: due.since)
    dates = next_dates(request.user, timezone.localdate(now))
    context = {
        "due": due,
        "next_date": dates[0] if dates else None,
        "later_dates": dates[1:SHOWN],
        "today": timezone.localdate(now),
        "programmes": Programme.objects.coordinated_by(request.user).in_progress(),
    }
    return render(request, "crossmentor/today.html", context)


def next_dates(person, day) -> list[Meeting]:
    """The person's meetings, intakes and one-on-ones from `day` on, in order."""
    found = [*sessions_of(person, day), *intakes_of(person, day)]
    found += one_on_ones_of(person, day)
    return sorted(found)[: SHOWN + 1]


def sessions_of(person, day):
    sessions = (
        Session.objects.visible_to(person).upcoming(day).select_related("group__mentor")
    )
    for session in sessions[:SHOWN]:
        yield Meeting(
            session.on,
            session.at,
            f"{session.group}: {session.get_kind_display()}",
            session.place,
            reverse("sessions:session", args=[session.pk]),
        )


def intakes_of(person, day):
    planned = Intake.objects.to_remember().of(person).upcoming(day)
    for intake in planned[:SHOWN]:
        mentee = intake.seat.person
        other = mentee if intake.mentor_id == person.pk else intake.mentor
        yield Meeting(
            intake.on,
            intake.at,
            _("Intake with %(name)s") % {"name": other},
            intake.place,
            reverse("intake:intake_detail", args=[intake.seat_id]),
        )


def one_on_ones_of(person, day):
    planned = OneOnOne.objects.visible_to(person).planned().filter(on__gte=day)
    for meeting in planned.select_related("mentor", "seat__person")[:SHOWN]:
        mentee = meeting.seat.person
        other = mentee if meeting.mentor_id == person.pk else meeting.mentor
        yield Meeting(
            meeting.on,
            meeting.at,
            _("One-on-one with %(name)s") % {"name": other},
            meeting.place,
            reverse("sessions:one_on_one", args=[meeting.pk]),
        )


urlpatterns = [path("", today, name="today")]
