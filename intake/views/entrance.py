"""The seat that an address names, for who may do this with it; else 404 or 403."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from intake.models import MenteeSeat


def visible_seat(request, pk, *, by=None, is_own=False) -> MenteeSeat:
    """The seat, for its two people only; `by` names the one who may do this.

    Of a group that was left the mentee still reads the page, and changes nothing. Once
    the pair was erased only what `is_own`, in the own space, is there to change.
    """
    seats = MenteeSeat.objects.visible_to(request.user).with_intake()
    seats = seats.with_parting(request.user).with_earlier().with_erased()
    seats = seats.with_judgement()
    if request.method == "POST":
        seats = seats.held()
    if (request.method == "POST" or by) and not is_own:
        seats = seats.readable()
    seat = get_object_or_404(seats, pk=pk)
    person = {"mentor": seat.mentor_id, "mentee": seat.person_id, None: request.user.pk}
    if person[by] != request.user.pk:
        raise PermissionDenied
    return seat
