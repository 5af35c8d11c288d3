"""When and where an intake is, and that it was held."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.even_so import gives_pause
from intake import forms, services
from intake.models import Intake
from intake.views.entrance import visible_seat
from intake.views.page import carried_out, render_intake


@require_POST
def plan(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    intake = seat.held_intake or Intake(seat_id=seat.pk, mentor_id=seat.mentor_id)
    form = forms.PlanForm(request.POST, instance=intake)
    who = {"group": seat.group, "person": seat.person}
    if form.is_valid() and gives_pause(form=form, **who):
        # As it stands: the form has written into the intake what is not planned yet.
        return render_intake(request, visible_seat(request, pk), plan=form, cannot=True)
    return carried_out(
        request,
        seat,
        "plan",
        form,
        lambda cleaned: services.plan_intake(seat=seat, **cleaned),
        _("Planned. %(name)s is told by mail.") % {"name": seat.person.called},
    )


@require_POST
def held(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    return carried_out(
        request,
        seat,
        "held",
        forms.HeldForm(request.POST),
        lambda cleaned: services.hold_intake(seat=seat, on=cleaned["on"]),
        _("Noted. Write your judgement while it is fresh."),
    )
