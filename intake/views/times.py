"""Times that the mentor offers, of which the mentee picks one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from calendars.offering import PickTimeForm
from groups.services.times_for_two import times_for_two
from intake import forms, services
from intake.views.entrance import visible_seat
from intake.views.page import carried_out
from people.web.refusals import refusals, refusals_told

# Minutes of an intake, where the page does not say.
USUAL = 45


@require_http_methods(["GET", "POST"])
def times(request, pk):
    """Which times the mentee may choose from: some suit both, as far as is known."""
    seat = visible_seat(request, pk, by="mentor")
    intake = seat.held_intake
    posted = request.POST if request.method == "POST" else None
    known = {"minutes": intake.minutes, "place": intake.place} if intake else {}
    form = forms.TimesForm(posted, initial=known)
    if form.is_valid():
        with refusals(form):
            services.offer_times(seat=seat, **form.chosen)
            words = _("Offered. %(name)s is asked to choose.")
            messages.success(request, words % {"name": seat.person.called})
            return redirect(seat)
    minutes = known.get("minutes", USUAL)
    form.add(times_for_two(seat=seat, by=request.user, minutes=minutes))
    return render(request, "intake/times.html", {"seat": seat, "form": form})


@require_POST
def pick(request, pk):
    seat = visible_seat(request, pk, by="mentee")
    offered = services.offered_times(seat)
    return carried_out(
        request,
        seat,
        "pick",
        PickTimeForm(request.POST, times=offered),
        lambda cleaned: services.pick_time(seat=seat, **cleaned),
        _("Planned. It is in both your calendars."),
    )


@require_POST
def others(request, pk):
    """None of the times suits the mentee."""
    seat = visible_seat(request, pk, by="mentee")
    with refusals_told(request):
        services.ask_other_times(seat=seat)
        words = _("%(name)s is asked for other times.")
        messages.success(request, words % {"name": seat.group.mentor.called})
    return redirect(seat)
