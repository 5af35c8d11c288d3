"""To whom a mentor refers a mentee; it ends the trajectory."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from intake import services
from intake.forms import ReferralForm
from intake.models import Referral
from intake.views.entrance import visible_seat
from people.web.refusals import refusals


@require_http_methods(["GET", "POST"])
def refer(request, pk):
    """Who sees what, what each of them can do, and then the press."""
    seat = visible_seat(request, pk, by="mentor")
    form = ReferralForm(request.POST or None)
    if form.is_valid():
        with refusals(form):
            services.refer(seat=seat, by=request.user, **form.cleaned_data)
            messages.success(
                request,
                _("It ends tomorrow morning. Until then you can take it back here."),
            )
            return redirect(seat)
    context = {"seat": seat, "form": form, "everybody": Referral.To.values}
    return render(request, "intake/refer.html", context)
