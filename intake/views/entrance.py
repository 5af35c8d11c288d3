"""The seat that an address names, for who may do this with it; else 404 or 403."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from intake.models import MenteeSeat


def visible_seat(request, pk, *, by=None) -> MenteeSeat:
    """The seat, for its two people only; `by` names the one who may do this.

    Of a group that was left the mentee still reads the page, and changes nothing.
    """
    seats = MenteeSeat.objects.visible_to(request.user).with_intake()
    seats = seats.with_parting(request.user).with_earlier()
    if request.method == "POST":
        seats = seats.held()
    seat = get_object_or_404(seats, pk=pk)
    person = {"mentor": seat.mentor_id, "mentee": seat.person_id, None: request.user.pk}
    if person[by] != request.user.pk:
        raise PermissionDenied
    return seat
