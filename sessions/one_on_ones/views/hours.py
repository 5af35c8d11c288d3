"""A mentor's month beside the six hours of the handbook (R8)."""

import datetime as dt

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.web import bounded
from people.web.once import once
from programmes import clock
from sessions.one_on_ones.forms.spent import FIRST_YEAR, LAST_YEAR, SpentForm
from sessions.one_on_ones.lengths import length
from sessions.one_on_ones.models.shared_hours import HoursOfMonth
from sessions.one_on_ones.models.spent import Spent
from sessions.one_on_ones.services.hours import (
    add_preparation,
    remove_spent,
    take_from_dates,
)
from sessions.one_on_ones.services.shared_hours import shares_hours
from spaces.audience import only

# On average, preparation and individual guidance included.
USUAL = 360


def month_of(asked: str, programme) -> dt.date:
    """The first day of the month that is asked for, else of the one it is there."""
    try:
        day = dt.date.fromisoformat(f"{asked}-01")
    except ValueError:
        day = clock.today_in(programme)
    return day.replace(day=1, year=min(max(day.year, FIRST_YEAR), LAST_YEAR))


def next_month(first) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1)


def last_day(first) -> dt.date:
    return next_month(first) - dt.timedelta(days=1)


def programme_led(request):
    """One in which the person is a mentor; 404 for others."""
    roles = request.user.participations.mentors().enrolled()
    role = roles.select_related("programme").first()
    if role is None:
        raise Http404
    return role.programme


def there(first) -> str:
    return f"{reverse('sessions:hours')}?month={first:%Y-%m}"


def put_in(person, first) -> dict:
    """Whether the person put the month in for the number of a programme; the number."""
    return {
        "in_it": shares_hours(first),
        "numbers": HoursOfMonth.objects.where_mentor(person).of_month(first),
    }


@require_http_methods(["GET", "POST"])
@once
def hours(request):
    programme = programme_led(request)
    first = month_of(bounded.text(request.GET, "month"), programme)
    today = clock.today_in(programme)
    sent = request.POST if request.method == "POST" else None
    form = SpentForm(sent, today=today)
    if form.is_valid():
        spent = add_preparation(by=request.user, **form.cleaned_data)
        messages.success(request, _("Written down."))
        return redirect(there(spent.on))
    noted = list(Spent.objects.of(request.user).between(first, last_day(first)))
    minutes = sum(spent.minutes for spent in noted)
    context = {
        "form": form,
        "noted": noted,
        "first": first,
        "before": (first - dt.timedelta(days=1)).replace(day=1),
        "after": next_month(first),
        "length": length(minutes),
        "more": max(minutes - USUAL, 0),
        "has_begun": first <= today,
        "audience": only(request.user),
    }
    context |= put_in(request.user, first)
    return render(request, "sessions/one_on_ones/hours.html", context)


@require_POST
def hours_take(request):
    programme = programme_led(request)
    first = month_of(bounded.text(request.POST, "month"), programme)
    last = last_day(first)
    if take_from_dates(by=request.user, first=first, last=last):
        messages.success(request, _("Taken over from your dates."))
    else:
        messages.info(request, _("All there was of this month stands here already."))
    return redirect(there(first))


@require_POST
def hours_remove(request, pk):
    spent = get_object_or_404(Spent.objects.of(request.user), pk=pk)
    remove_spent(spent=spent)
    messages.success(request, _("Taken away."))
    return redirect(there(spent.on))
