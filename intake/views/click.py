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
