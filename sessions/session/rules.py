"""Who leads a group."""

from groups.models import Seat


def may_lead(person, group) -> bool:
    """The mentor of the group, as long as the seat is held."""
    return group.seats.leading(person).exists()


def groups_led_by(person) -> set[int]:
    return set(Seat.objects.leading(person).values_list("group", flat=True))
