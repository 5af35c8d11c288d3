"""The first meeting of a group (1.3), and the promise that is given there."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from groups.models import Seat
from people.errors import refusals_told
from sessions import services
from sessions.flags import with_signatures
from sessions.views.entrance import group_of_member
from sessions.views.group import agreements_of, open_actions


@require_GET
def first_meeting(request, pk):
    own = Seat.objects.with_group().select_related("group__series")
    group = group_of_member(request, pk, own)
    seats = with_signatures(group.seats.held().select_related("person"))
    seats = list(seats.order_by("pk"))
    mine = next(seat for seat in seats if seat.person_id == request.user.pk)
    context = {
        "group": group,
        "leads": group.is_led,
        "session": group.sessions.first_meetings()
        .select_related("group__mentor")
        .first(),
        "signers": [(seat, seat.signed_at) for seat in seats],
        "have_signed": mine.signed_at is not None,
        "signed_before": mine.signed_ever,
        "series": getattr(group, "series", None),
        "actions": open_actions(group, request.user, seats),
    } | agreements_of(group, request.user)
    return render(request, "sessions/first_meeting.html", context)


@require_POST
def signature(request, pk):
    group = group_of_member(request, pk)
    seat = group.seats.held().of(request.user).with_group().get()
    with refusals_told(request):
        services.sign(seat=seat)
        messages.success(request, _("You have signed: what is said stays here."))
    return redirect("sessions:first_meeting", group.pk)
