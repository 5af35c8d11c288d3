"""Who may do what with a programme."""

from django.db.models import CharField, Value

from people.models import Coordinator
from programmes.models import Participation, ProgrammeCoordinator

# What somebody can be in any programme, the most encompassing first.
ROLES = ("coordinator", "programme coordinator", "mentor", "mentee")


def may_open_programmes(person) -> bool:
    return Coordinator.objects.filter(
        person=person, organisation=person.organisation_id
    ).exists()


def runs(person, programme) -> bool:
    return ProgrammeCoordinator.objects.filter(
        person=person, programme=programme
    ).exists()


def roles_of(person) -> list[str]:
    """What the person is in any programme, the most encompassing first."""
    coordinators = {
        "coordinator": Coordinator,
        "programme coordinator": ProgrammeCoordinator,
    }
    held = Participation.objects.filter(person=person).values_list("role")
    held = held.union(
        *(
            model.objects.filter(person=person).values_list(
                Value(role, output_field=CharField())
            )
            for role, model in coordinators.items()
        )
    )
    return sorted((role for (role,) in held), key=ROLES.index)


def zones_of(people) -> dict[int, str]:
    """By person, of those that take part in any programme: the zone of the latest."""
    latest = Participation.objects.filter(person__in=people).order_by("invited_at")
    return dict(latest.values_list("person", "programme__time_zone"))
