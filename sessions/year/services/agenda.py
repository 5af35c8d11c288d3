"""What the group makes of the agenda of its first meeting."""

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.dates.services.working import later_than, one_after_the_other
from sessions.year.models.agenda import AgendaChoice, Item
from spaces.errors import DomainError

Part = AgendaChoice.Part


@transaction.atomic
def set_minutes(*, group, by, item: Item, minutes: int | None) -> AgendaChoice:
    """How long an item takes; None: as long as is proposed."""
    return _choose(group, by, item=item, part=Part.MINUTES, minutes=minutes)


@transaction.atomic
def set_leader(*, group, by, item: Item, leader) -> AgendaChoice:
    """Which member leads an item; None: the mentor. Raises DomainError for others."""
    if leader and not group.seats.held().filter(person=leader).exists():
        raise DomainError(_("Somebody of the group leads it: choose one of them."))
    return _choose(group, by, item=item, part=Part.LEADER, leader=leader)


@transaction.atomic
def choose_way(*, group, by, way: str) -> AgendaChoice:
    """How the group gets acquainted; "": nothing is chosen. The mentor's to say."""
    return _choose(group, by, item=Item.ACQUAINTANCE, part=Part.WAY, way=way)


def _choose(group, by, *, item, part, **chosen) -> AgendaChoice:
    one_after_the_other(group)
    known = AgendaChoice.objects.in_circle(group.circle_id).order_by("at")
    holds = known.about(item, part).last()
    if holds and all(getattr(holds, name) == value for name, value in chosen.items()):
        return holds
    last = known.last()
    at = later_than(last and last.at)
    return AgendaChoice.objects.create(
        group=group,
        space_id=group.circle_id,
        author=by,
        item=item,
        part=part,
        at=at,
        **chosen,
    )
