"""A person's own page of when they can meet: nobody else has one of it."""

from collections import defaultdict

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from calendars import services
from calendars.forms import OFFICE, OFFICE_DAYS, AbsenceForm, HoursForm
from calendars.models import Absence, WorkingHours
from people.web.refusals import refusals


@require_GET
def availability(request):
    return render_availability(request)


def render_availability(request, **bound):
    """The page; `bound` are forms that were refused, by name."""
    own = own_week(request.user)
    days = request.user.working_days
    proposed = dict.fromkeys(days or OFFICE_DAYS, OFFICE)
    absences = Absence.objects.of(request.user).coming(timezone.localdate())
    context = {
        "own": own,
        "working_days": request.user.works_on,
        "absences": absences,
        "hours": HoursForm(week=own or proposed),
        "absence": AbsenceForm(),
    } | bound
    return render(request, "calendars/availability.html", context)


def own_week(person) -> dict:
    week = defaultdict(list)
    for row in WorkingHours.objects.of(person):
        week[row.weekday].append((row.since, row.until))
    return dict(week)


@require_POST
def hours_set(request):
    form = HoursForm(request.POST, week={})
    if form.is_valid():
        with refusals(form):
            services.set_hours(person=request.user, week=form.week())
            messages.success(request, _("Saved: these are your hours."))
            return redirect("calendars:availability")
    return render_availability(request, hours=form)


@require_POST
def hours_forget(request):
    services.forget_hours(person=request.user)
    messages.success(request, _("Your hours are taken away."))
    return redirect("calendars:availability")


@require_POST
def absence_add(request):
    form = AbsenceForm(request.POST)
    if form.is_valid():
        first = form.cleaned_data["first"]
        last = form.cleaned_data["last"] or first
        with refusals(form):
            services.add_absence(person=request.user, first=first, last=last)
            messages.success(request, _("Added to your absences."))
            return redirect("calendars:availability")
    return render_availability(request, absence=form)


@require_POST
def absence_drop(request, pk):
    absence = get_object_or_404(Absence.objects.of(request.user), pk=pk)
    services.drop_absence(absence=absence)
    messages.success(request, _("Taken away: you can meet on those days."))
    return redirect("calendars:availability")
