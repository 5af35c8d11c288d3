"""Where a person can let others read a goal: their pairs and their circles."""

from groups.models import Seat
from spaces.audience import audiences


def places_of(person) -> dict:
    """The audience of each place of `person`, who acts; the mentor comes first."""
    mine = Seat.objects.held().of(person)
    guided = (
        Seat.objects.held().mentees().filter(group__in=mine.mentors().values("group"))
    )
    seats = list((mine | guided).select_related("group"))
    pairs = [seat.pair_id for seat in seats if seat.pair_id]
    circles = [seat.group.circle_id for seat in seats if seat.person_id == person.pk]
    spaces = [*pairs, *circles]
    by_space = audiences(spaces, person)
    return {space: by_space[space] for space in spaces if space in by_space}
