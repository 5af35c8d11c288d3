"""How the two go on."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from intake import forms, services
from intake.models import Intake
from intake.views.entrance import visible_seat
from intake.views.page import carried_out
from people.web.refusals import refusals_told


@require_POST
def outcome(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    form = forms.OutcomeForm(request.POST)
    ending = form.is_valid() and form.cleaned_data["outcome"] == Intake.Outcome.ENDED
    if form.is_valid() and form.cleaned_data["outcome"] == form.REFER:
        return redirect("intake:refer", pk)
    if ending and "sure" not in request.POST:
        return render(request, "intake/outcome_confirm.html", {"seat": seat})
    if ending:
        with refusals_told(request):
            services.decide_outcome(seat=seat, by=request.user, outcome="ended")
            messages.success(
                request,
                _("It ends tomorrow morning. Until then you can take it back here."),
            )
        return redirect(seat)
    return carried_out(
        request,
        seat,
        "outcome",
        form,
        lambda cleaned: services.decide_outcome(seat=seat, by=request.user, **cleaned),
        _("Saved. The coordinator sees only this state and its date."),
    )


@require_http_methods(["GET", "POST"])
def another_group(request, pk):
    """The mentee asks for another group: what happens and who sees what, then a press."""
    seat = visible_seat(request, pk, by="mentee")
    if request.method == "POST":
        with refusals_told(request):
            services.ask_another_group(seat=seat, by=request.user)
            messages.success(
                request,
                _("Your place ends tomorrow morning. Until then you can take it back."),
            )
        return redirect(seat)
    return render(request, "intake/another_group.html", {"seat": seat})


@require_POST
def back(request, pk):
    """The mentee ends their pause."""
    seat = visible_seat(request, pk, by="mentee")
    with refusals_told(request):
        services.come_back(seat=seat)
        messages.success(
            request, _("Welcome back. The meetings to come are in your calendar again.")
        )
    return redirect(seat)


@require_POST
def keep_seat(request, pk):
    """Who asked that the seat ends takes it back."""
    seat = visible_seat(request, pk)
    with refusals_told(request):
        services.keep_seat(seat=seat, by=request.user)
        messages.success(request, _("Taken back. Nothing has changed."))
    return redirect(seat)
