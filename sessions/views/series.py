from datetime import time

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from people.errors import refusals
from sessions import services
from sessions.forms import SeriesForm
from sessions.models import Series
from sessions.services.series import planned_dates
from sessions.views.entrance import group_of_member, group_of_mentor


@require_GET
def series(request, pk):
    """The dates of the series, or how far the planning is; asked again by the page."""
    group = group_of_member(request, pk)
    visible = Series.objects.visible_to(request.user)
    series = visible.of_group(group).with_group().first()
    steps = planned_dates(series, get_language()) if series else []
    context = {
        "group": group,
        "leads": group.is_led,
        "series": series,
        "steps": steps,
        "exceptions": [step for step in steps if step.moved],
        "sessions": group.sessions.standing().of_series(),
    }
    template = "sessions/series_detail.html"
    if request.htmx and not request.htmx.history_restore_request:
        template += "#dates"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def series_form(request, pk):
    group = group_of_mentor(request, pk)
    form = SeriesForm(request.POST or None, initial=suggested(group))
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            services.agree_on_series(group=group, by=request.user, **form.cleaned_data)
            messages.success(request, _("Written down. The series is being planned."))
            return redirect("sessions:series", group.pk)
    known = Series.objects.of_group(group).exists()
    context = {"group": group, "form": form, "known": known}
    return render(request, "sessions/series_form.html", context)


def suggested(group) -> dict:
    """What was agreed before; else the day of the first meeting, as the programme says."""
    first = group.sessions.first_meetings().first()
    series = Series.objects.of_group(group).first()
    model = series or first
    return {
        "every_weeks": series.every_weeks
        if series
        else group.programme.meeting_every_weeks,
        "weekday": series.weekday if series else first.on.weekday() if first else 1,
        "at": model.at if model else time(16),
        "minutes": model.minutes if model else 120,
        "place": model.place if model else "",
    }
