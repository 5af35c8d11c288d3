"""The page every role lands on: what waits, the next date, one clear next step."""

from django.conf import settings
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from crossmentor.context import reader_of
from crossmentor.dates import next_dates
from programmes import clock
from programmes.models import Programme
from programmes.rules import zones_of
from reminders.due import waiting


@require_GET
def today(request):
    now = timezone.now()
    roles = reader_of(request).roles
    waits = waiting(now=now, person=request.user, roles=roles)
    dates = next_dates(request.user, now, roles)
    zone = zones_of([request.user.pk]).get(request.user.pk, settings.TIME_ZONE)
    programmes = Programme.objects.coordinated_by(request.user).in_progress()
    context = {
        "due": sorted(waits, key=lambda due: due.since),
        "next_date": dates[0] if dates else None,
        "later_dates": dates[1:],
        "today": clock.day_in(zone, now),
        "programmes": programmes if "programme coordinator" in roles else (),
    }
    return render(request, "crossmentor/today.html", context)


urlpatterns = [path("", today, name="today")]
