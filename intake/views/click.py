"""Whether there is a click."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intake import forms, services
from intake.views.entrance import visible_seat
from intake.views.page import carried_out


@require_POST
def click(request, pk):
    seat = visible_seat(request, pk)
    return carried_out(
        request,
        seat,
        "click",
        forms.ClickForm(request.POST),
        lambda cleaned: services.answer_click(seat=seat, by=request.user, **cleaned),
        _("Thank you. You read each other's answer once both are in."),
    )


@require_POST
def click_anew(request, pk):
    """Somebody thinks otherwise now: both are asked once more."""
    seat = visible_seat(request, pk)
    return carried_out(
        request,
        seat,
        "click",
        forms.ClickForm(request.POST),
        lambda cleaned: services.change_mind(seat=seat, by=request.user, **cleaned),
        _("Thank you. You read each other's answer once both are in."),
    )
