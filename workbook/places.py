"""Where a person can let others read a goal: their pairs and their circles."""

from groups.models import Seat
from programmes.models import Role
from spaces.audience import audiences


def places_of(person) -> dict:
    """The audience of each place of `person`, who acts; the mentor comes first."""
    seats = list(Seat.objects.held().of(person).select_related("group"))
    mine = [seat.pair_id for seat in seats if seat.pair_id]
    guided = [seat.group_id for seat in seats if seat.role == Role.MENTOR]
    if guided:
        mentees = Seat.objects.held().mentees().filter(group__in=guided)
        mine += mentees.values_list("pair_id", flat=True)
    spaces = [*mine, *(seat.group.circle_id for seat in seats)]
    found = audiences(spaces, person)
    return {space: found[space] for space in spaces if space in found}
