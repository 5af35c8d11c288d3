"""A circle opens for each member who has seen who is in it (design, invariant 5)."""

from django.db import transaction
from django.utils.translation import gettext as _

from groups.presenters.circles import circles_of, mark_of
from groups.services.seats import lock
from people.models import Person
from spaces.errors import DomainError
from spaces.seeing import see


@transaction.atomic
def see_circle(*, group, person, mark: str) -> None:
    """Open the circles of a group for `person`, who acts and saw who is in them.

    `mark` is that of the list on the page. Raises DomainError when others are in it by
    now, or somebody is called otherwise; again it changes nothing.
    """
    group = lock(group)
    # Nobody gets another name between the look at the list and the opening; in one
    # order, as members of one group may open it at the same moment.
    people = Person.objects.filter(seats__group=group).order_by("pk")
    list(people.select_for_update(of=["self"], no_key=True))
    circles = circles_of(group, person)
    closed = [circle for circle in circles if not circle.is_open]
    if closed and mark != mark_of(circles):
        raise DomainError(_changed())
    for circle in closed:
        people = [member.person.pk for member in circle.members]
        if not see(space_id=circle.space_id, people=people):
            raise DomainError(_changed())


def _changed() -> str:
    return _("Somebody came, went or changed meanwhile: look once more at who is here.")
