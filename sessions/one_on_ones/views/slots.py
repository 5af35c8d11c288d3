"""Times that who was asked for a one-on-one offers, of which the other picks one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from calendars.offering import PickTimeForm
from groups.services.times_for_two import times_for_two
from people.web.refusals import refusals, refusals_told
from sessions.one_on_ones import rules
from sessions.one_on_ones.forms.one_on_one import SlotsForm
from sessions.one_on_ones.services.slots import (
    ask_other_slots,
    offer_slots,
    pick_slot,
    slots_of,
)
from sessions.one_on_ones.views.entrance import one_on_one_of


@require_http_methods(["GET", "POST"])
def slots(request, pk):
    """Which times to offer: some suit both, as far as is known."""
    one_on_one = one_on_one_of(request, pk)
    if not rules.may_offer_slots(request.user, one_on_one):
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    known = {"minutes": one_on_one.minutes, "place": one_on_one.place}
    form = SlotsForm(posted, initial=known)
    if form.is_valid():
        with refusals(form):
            offer_slots(one_on_one=one_on_one, by=request.user, **form.chosen)
            words = _("Offered. %(name)s is asked to choose.")
            messages.success(request, words % {"name": one_on_one.asked_by.called})
            return redirect(one_on_one)
    minutes = one_on_one.minutes
    form.add(times_for_two(seat=one_on_one.seat, by=request.user, minutes=minutes))
    context = {"one_on_one": one_on_one, "other": one_on_one.asked_by, "form": form}
    return render(request, "sessions/one_on_ones/one_on_one_slots.html", context)


def asked_by_or_403(request, pk):
    one_on_one = one_on_one_of(request, pk)
    if not rules.may_pick_slot(request.user, one_on_one):
        raise PermissionDenied
    return one_on_one


@require_POST
def slot_pick(request, pk):
    one_on_one = asked_by_or_403(request, pk)
    form = PickTimeForm(request.POST, times=slots_of(one_on_one))
    with refusals_told(request):
        # What is no key of one is offered no more.
        pick_slot(one_on_one=one_on_one, slot=form.picked)
        messages.success(request, _("Planned. It is in both your calendars."))
    return redirect(one_on_one)


@require_POST
def slot_others(request, pk):
    """None of the times suits who asked."""
    one_on_one = asked_by_or_403(request, pk)
    with refusals_told(request):
        ask_other_slots(one_on_one=one_on_one)
        words = _("%(name)s is asked for other times.")
        messages.success(request, words % {"name": one_on_one.was_asked.called})
    return redirect(one_on_one)
