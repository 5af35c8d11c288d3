"""The page every role lands on: what waits, the next date, one clear next step."""

from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from crossmentor.context import reader_of
from crossmentor.dates import next_dates
from programmes.models import Programme
from reminders.due import waiting


@require_GET
def today(request):
    now = timezone.now()
    roles = reader_of(request).roles
    waits = waiting(now=now, person=request.user, roles=roles)
    dates = next_dates(request.user, timezone.localdate(now), roles)
    programmes = Programme.objects.coordinated_by(request.user).in_progress()
    context = {
        "due": sorted(waits, key=lambda due: due.since),
        "next_date": dates[0] if dates else None,
        "later_dates": dates[1:],
        "today": timezone.localdate(now),
        "programmes": programmes if "programme coordinator" in roles else (),
    }
    return render(request, "crossmentor/today.html", context)


urlpatterns = [path("", today, name="today")]
