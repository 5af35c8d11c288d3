"""What the two write around an intake, and who reads it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intake import forms, services
from intake.models import Preparation
from intake.views.found import visible_seat
from intake.views.page import carried_out
from people.errors import refusals_told
from programmes.models import NeedWords


@require_POST
def preparation(request, pk):
    seat = visible_seat(request, pk, by="mentee")
    return carried_out(
        request,
        seat,
        "preparation",
        forms.PreparationForm(request.POST),
        lambda cleaned: services.write_preparation(seat=seat, text=cleaned["text"]),
        _("Saved."),
    )


TEXTS = {"preparation": Preparation, "words": NeedWords}


@require_POST
def show_text(request, pk, name):
    seat = visible_seat(request, pk, by="mentee")
    with refusals_told(request):
        services.show_to_mentor(seat=seat, note=own_text(request, seat, name))
        messages.success(
            request, _("Your mentor can read it now. You can take it back.")
        )
    return redirect(seat)


@require_POST
def take_back_text(request, pk, name):
    seat = visible_seat(request, pk, by="mentee")
    with refusals_told(request):
        services.take_back(note=own_text(request, seat, name))
        messages.success(request, _("Only you can read it now."))
    return redirect(seat)


def own_text(request, seat, name):
    of_seat = (
        {"intake__seat": seat.pk}
        if name == "preparation"
        else {"participation": seat.participation_id}
    )
    return get_object_or_404(TEXTS[name].objects.filter(**of_seat), author=request.user)


@require_POST
def judgement(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    return carried_out(
        request,
        seat,
        "judgement",
        forms.JudgementForm(request.POST),
        lambda cleaned: services.write_judgement(
            seat=seat, mentor=request.user, answers=cleaned
        ),
        _("Saved in your own space."),
    )


@require_POST
def report(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    return carried_out(
        request,
        seat,
        "report",
        forms.ReportForm(request.POST),
        lambda cleaned: services.write_report(
            seat=seat, mentor=request.user, text=cleaned["text"]
        ),
        _("Saved. The two of you read it."),
    )
