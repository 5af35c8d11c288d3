"""Who may do what with a programme."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, Func, OuterRef

from people.models import Coordinator, Person
from programmes.models import Participation, ProgrammeCoordinator

# What somebody can be in any programme, the most encompassing first.
ROLES = ("coordinator", "programme coordinator", "mentor", "mentee")
OWN = {"person": OuterRef("pk")}
TAKEN = Participation.objects.filter(**OWN).order_by().values("role").distinct()
# Put together once, as every page asks for it.
TOLD = {
    "taken": ArraySubquery(TAKEN),
    "is_coordinator": Exists(Coordinator.objects.filter(**OWN)),
    "is_running": Exists(ProgrammeCoordinator.objects.filter(**OWN)),
}


def may_open_programmes(person) -> bool:
    return Coordinator.objects.filter(
        person=person, organisation=person.organisation_id
    ).exists()


def is_mentor(person) -> bool:
    """Whether the person takes part in a programme as a mentor, or did until its end."""
    return person.participations.mentors().enrolled().exists()


def with_roles(people):
    """People with all that `roles_in` tells of them."""
    return people.annotate(**TOLD)


def roles_in(person) -> list[str]:
    """What a person `with_roles` is in any programme, the most encompassing first."""
    roles = {*person.taken}
    roles |= {"coordinator"} if person.is_coordinator else set()
    roles |= {"programme coordinator"} if person.is_running else set()
    return sorted(roles, key=ROLES.index)


def roles_of(person) -> list[str]:
    """The same of a person of whom it is not known yet; one query."""
    return roles_in(with_roles(Person.objects.filter(pk=person.pk)).only("pk").get())


def zone_of(person: str) -> Func:
    """For a query, of which the column `person` holds whose: the zone they live in.

    That of the latest programme they take part in, or run, or their organisation has;
    None where there is none.
    """
    return Func(
        F(person), function="programmes_zone_of", output_field=models.CharField()
    )


def zones_of(people) -> dict[int, str]:
    """By person, of those that have one: the zone they live in."""
    zoned = Person.objects.filter(pk__in=people).annotate(zone=zone_of("pk"))
    return dict(zoned.exclude(zone=None).values_list("pk", "zone"))
