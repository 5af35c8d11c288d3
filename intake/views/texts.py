"""What the two write around an intake, and who reads it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intake import forms, services
from intake.models import PREPARATION, REPORT
from intake.views.entrance import visible_seat
from intake.views.page import carried_out
from people.web.refusals import refusals_told
from programmes.models import OWN_WORDS
from writing.posted import save_posted, to_choose_from

WRITERS = {PREPARATION: "mentee", OWN_WORDS: "mentee", REPORT: "mentor"}


@require_POST
def put(request, pk, kind):
    """Let the other read a text as it stands now; what the page sends along first."""
    seat = visible_seat(request, pk, by=WRITERS[kind])
    if beside := to_choose_from(save_posted(request.POST, request.user)):
        return redirect("writing:versions", pk=beside.pk)
    with refusals_told(request):
        services.put_text(seat=seat, kind=kind, by=request.user)
        other = seat.person if kind == REPORT else seat.group.mentor
        words = _("%(name)s can read this version now. You can take it back.")
        messages.success(request, words % {"name": other.called})
    return redirect(seat)


@require_POST
def take_back(request, pk, kind):
    seat = visible_seat(request, pk, by=WRITERS[kind])
    with refusals_told(request):
        services.take_back_text(seat=seat, kind=kind, by=request.user)
        messages.success(request, _("Only you can read it now."))
    return redirect(seat)


@require_POST
def judgement(request, pk):
    seat = visible_seat(request, pk, by="mentor", is_own=True)
    return carried_out(
        request,
        seat,
        "judgement",
        forms.JudgementForm(request.POST),
        lambda cleaned: services.write_judgement(
            seat=seat, by=request.user, answers=cleaned
        ),
        _("Saved in your own space."),
    )
