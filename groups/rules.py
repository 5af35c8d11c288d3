"""Who may do what with groups."""

from groups.models import Seat


def leads(person, group) -> bool:
    """Whether the person is the mentor of the group now."""
    return Seat.objects.held().mentors().of(person).filter(group=group).exists()
