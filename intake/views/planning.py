"""When and where an intake is, and that it was held."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import services as groups
from intake import forms, services
from intake.models import Intake
from intake.views.entrance import visible_seat
from intake.views.page import carried_out, show


@require_POST
def plan(request, pk):
    seat = visible_seat(request, pk, by="mentor")
    intake = seat.held_intake or Intake(seat_id=seat.pk, mentor_id=seat.mentor_id)
    form = forms.PlanForm(request.POST, instance=intake)
    if form.is_valid() and gives_pause(request, form, seat):
        # As it stands: the form has written into the intake what is not planned yet.
        return show(request, visible_seat(request, pk), plan=form, cannot=True)
    return carried_out(
        request,
        seat,
        "plan",
        form,
        lambda cleaned: services.plan_intake(seat=seat, **cleaned),
        _("Planned. %(name)s is told by mail.") % {"name": seat.person.called},
    )


def gives_pause(request, form, seat) -> bool:
    """Whether it is moved to when the mentee cannot; who knows has pressed again."""
    when = {name: form.cleaned_data[name] for name in ("on", "at", "minutes")}
    if "even_so" in request.POST or when.keys().isdisjoint(form.changed_data):
        return False
    return groups.cannot(group=seat.group, person=seat.person, **when)


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
