"""The page every role lands on: what waits, the next date, one clear next step."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from crossmentor.context import Reader, knowing
from crossmentor.dates import next_dates
from groups.models import Seat
from programmes import clock
from programmes.models import Participation, Programme
from programmes.rules import roles_in
from reminders.due import waiting
from workbook.models import Goal


@require_GET
def today(request):
    now = timezone.now()
    found = with_marks(request.user)
    roles = roles_in(found)
    request.reader = Reader(roles, found.unread or 0)
    waits = waiting(now=now, person=request.user, roles={*roles, *marks_of(found)})
    dates = next_dates(request.user, now, roles)
    programmes = Programme.objects.coordinated_by(request.user).in_progress()
    context = {
        "due": sorted(waits, key=lambda due: due.since),
        "next_date": dates[0] if dates else None,
        "later_dates": dates[1:],
        "today": clock.day_in(found.zone or settings.TIME_ZONE, now),
        "programmes": programmes if "programme coordinator" in roles else (),
    }
    return render(request, "crossmentor/today.html", context)


def with_marks(person):
    """The reader, with whether there is what seldom waits, and with where they live."""
    own = OuterRef("pk")
    latest = Participation.objects.filter(person=own).order_by("-invited_at")
    found = knowing(person).annotate(
        invited=Exists(Participation.objects.unanswered().filter(person=own)),
        shut_out=Exists(Seat.objects.held().of(own).closed()),
        has_goal=Exists(Goal.objects.written_by(own).at_hand()),
        # As `programmes.rules.zones_of` tells it of many.
        zone=Subquery(latest.values("programme__time_zone")[:1]),
    )
    return found.get()


def marks_of(found) -> set[str]:
    """As `reminders.due.waiting` takes them beside the roles."""
    there = {
        "invited": found.invited,
        "shut out": found.shut_out,
        "without goal": not found.has_goal,
    }
    return {mark for mark, is_there in there.items() if is_there}


urlpatterns = [path("", today, name="today")]
