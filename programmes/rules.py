"""Who may do what with a programme."""

from people.models import Coordinator
from programmes.models import ProgrammeCoordinator


def may_open_programmes(person) -> bool:
    return Coordinator.objects.filter(
        person=person, organisation=person.organisation_id
    ).exists()


def runs(person, programme) -> bool:
    return ProgrammeCoordinator.objects.filter(
        person=person, programme=programme
    ).exists()
