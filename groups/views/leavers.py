"""Somebody who has left the organisation, and the seats that stay until decided."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import services
from groups.forms import EndingsForm
from groups.models import Seat
from groups.presenters.leavers import seats_left
from people.web.refusals import refusals_told


@require_http_methods(["GET", "POST"])
def leaver(request, pk):
    """Which seats end the next morning: says who reads what, asks once."""
    seats = Seat.objects.held().of_leavers().of(pk).told_to(request.user)
    left = seats_left(seats, request.user)
    if not left:
        raise Http404
    person = left[0].seat.person
    data = request.POST if request.method == "POST" else None
    form = EndingsForm(data, left=left)
    if form.is_valid():
        ending = {int(pk) for pk in form.cleaned_data["seats"]}
        with refusals_told(request):
            asked = services.choose_endings(
                person=person, ending=ending, by=request.user
            )
            messages.success(request, confirmation(asked))
        return redirect("groups:leaver", pk)
    context = {"person": person, "left": left, "form": form}
    return render(request, "groups/leaver_form.html", context)


def confirmation(asked) -> str:
    if asked:
        return _("It is noted. Until tomorrow morning you can change your mind.")
    return _("It is noted: no seat ends.")
