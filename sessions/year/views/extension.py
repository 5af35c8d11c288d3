"""Whether a group goes on: its vote, and the press of one's own with which one leaves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groups.models import MentorGroup, Seat
from people.web.refusals import refusals, refusals_told
from programmes import clock
from sessions.session.views.entrance import open_or_see, seat_of_member
from sessions.year.ending import VOTES, end_of
from sessions.year.forms.extension import BallotForm, ExtensionReasonForm
from sessions.year.models.extension import Extension
from sessions.year.services.extensions import (
    allow_three,
    cast_ballot,
    leave_with_thanks,
    may_leave,
)


@require_GET
def extension(request, pk):
    return show_vote(request, _seat(request, pk))


def _seat(request, pk) -> Seat:
    """The person's own, which knows whether they pause."""
    return seat_of_member(request, pk, Seat.objects.with_group().with_pause())


def show_vote(request, seat, form=None):
    context = state_of(seat.group) | {
        "seat": seat,
        "form": form or BallotForm(),
        "may_leave": may_leave(seat),
    }
    return render(request, "sessions/year/extension_detail.html", context)


def state_of(group) -> dict:
    """What there is to say of its end; of votes the latest, and nobody's."""
    end = end_of(group)
    return {
        "group": group,
        "extension": group.extensions.with_own().latest_first().first(),
        "mentees": group.seats.held().mentees().count(),
        "end": end,
        "is_over": bool(end and end < clock.today_in(group.programme)),
        "opens_on": end and end - VOTES,
    }


@require_POST
def ballot(request, pk):
    """No message says afterwards that somebody has voted: it would be kept meanwhile."""
    extensions = Extension.objects.visible_to(request.user).knowing(request.user)
    extension = get_object_or_404(extensions.with_group(), pk=pk)
    open_or_see(request, extension.group, extension.is_open)
    form = BallotForm(request.POST)
    if form.is_valid():
        with refusals_told(request):
            cast_ballot(extension=extension, **form.cleaned_data)
        return redirect("sessions:extension", extension.group_id)
    return show_vote(request, _seat(request, extension.group_id), form)


@require_http_methods(["GET", "POST"])
def extension_reason(request, pk):
    """For coordinators: how far it is and what came of it; and why three are enough."""
    groups = MentorGroup.objects.visible_to(request.user).run_by(request.user)
    group = get_object_or_404(groups.select_related("programme", "mentor"), pk=pk)
    if not group.is_run:
        raise PermissionDenied
    state = state_of(group)
    latest = state["extension"]
    form = ExtensionReasonForm(request.POST or None)
    if form.is_valid() and latest:
        with refusals(form):
            reason = form.cleaned_data["reason"]
            allow_three(extension=latest, reason=reason, by=request.user)
            messages.success(request, _("The reason is kept; the group reads it."))
            return redirect("sessions:extension_reason", group.pk)
    context = state | {"form": form}
    return render(request, "sessions/year/extension_reason.html", context)


@require_http_methods(["GET", "POST"])
def leave(request, pk):
    """Out of a group that goes on, by one's own press: asks once, says what it means."""
    seat = seat_of_member(request, pk)
    if not may_leave(seat):
        raise Http404
    if request.method == "POST":
        with refusals_told(request):
            leave_with_thanks(seat=seat)
            messages.success(request, _("You have left the group."))
            return redirect("sessions:certificate", seat.group_id)
    context = {"group": seat.group, "seat": seat}
    return render(request, "sessions/year/leave_form.html", context)
