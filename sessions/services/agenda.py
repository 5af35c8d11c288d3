"""What the group makes of the agenda of its first meeting."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import MentorGroup
from people.errors import DomainError
from sessions.models import AgendaChoice, Item

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
    # One after the other, also when two press at once: both stay, the later one holds.
    MentorGroup.objects.select_for_update(of=["self"], no_key=True).get(pk=group.pk)
    known = AgendaChoice.objects.in_circle(group.circle_id).order_by("at")
    holds = known.about(item, part).last()
    if holds and all(getattr(holds, name) == said for name, said in chosen.items()):
        return holds
    at, last = timezone.now(), known.last()
    if last and at <= last.at:
        at = last.at + timedelta(microseconds=1)
    return AgendaChoice.objects.create(
        group=group,
        space_id=group.circle_id,
        author=by,
        item=item,
        part=part,
        at=at,
        **chosen,
    )
