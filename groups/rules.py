"""Who may do what with groups."""

from groups.models import Seat
from programmes.models import ProgrammeCoordinator


def leads(person, group) -> bool:
    """Whether the person is the mentor of the group now."""
    return Seat.objects.held().mentors().of(person).filter(group=group).exists()


def may_compose(person, programme) -> bool:
    """Whether the person runs the programme: composes, publishes, changes groups."""
    found = ProgrammeCoordinator.objects.filter(programme=programme, person=person)
    return found.exists()
