"""The hours that mentors share, and the one number of them (R8)."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.web import bounded
from people.web.refusals import refusals_told
from programmes import clock
from programmes.models import Programme
from sessions.one_on_ones.services.shared_hours import (
    ask_hours,
    keep_hours,
    share_hours,
)
from sessions.one_on_ones.views.hours import (
    last_day,
    month_of,
    next_month,
    programme_led,
    there,
)


@require_POST
def hours_share(request):
    first = month_of(bounded.text(request.POST, "month"), programme_led(request))
    with refusals_told(request):
        share_hours(by=request.user, first=first, last=last_day(first))
        messages.success(request, _("Put in. Nobody sees it but in the one number."))
    return redirect(there(first))


@require_POST
def hours_keep(request):
    first = month_of(bounded.text(request.POST, "month"), programme_led(request))
    keep_hours(first=first)
    messages.success(request, _("Taken back."))
    return redirect(there(first))


@require_http_methods(["GET", "POST"])
def hours_of(request, pk):
    """For coordinators: the number of a month, once one of them has asked for it."""
    programme = get_object_or_404(Programme.objects.coordinated_by(request.user), pk=pk)
    this = clock.today_in(programme).replace(day=1)
    asked = bounded.text(request.GET, "month") or bounded.text(request.POST, "month")
    first = month_of(asked, programme) if asked else before(this)
    if request.method == "POST":
        if ask_hours(programme=programme, first=first) is None:
            messages.info(
                request, _("There is no number of this month: see why below.")
            )
        address = reverse("sessions:hours_of", args=[programme.pk])
        return redirect(f"{address}?month={first:%Y-%m}")
    context = {
        "programme": programme,
        "first": first,
        "before": before(first),
        "after": next_month(first) if first < this else None,
        "is_over": first < this,
        "number": programme.hours_of_months.of_month(first).first(),
    }
    return render(request, "sessions/one_on_ones/hours_of.html", context)


def before(first) -> dt.date:
    return (first - dt.timedelta(days=1)).replace(day=1)
