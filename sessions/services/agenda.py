"""What the group makes of the agenda of its first meeting."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import MentorGroup
from people.errors import DomainError
from sessions.models import AgendaChoice, Item, WorkingAgreement

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


@transaction.atomic
def write_working(*, group, by, based_on, **rhythm) -> WorkingAgreement:
    """Write down when and where the group would meet: the fields of the series.

    `based_on` is the id of what the page showed, or None. Raises DomainError when
    somebody wrote something else meanwhile: it is to be looked at first.
    """
    _one_after_the_other(group)
    holds = WorkingAgreement.objects.in_circle(group.circle_id).latest_first().first()
    if holds and all(getattr(holds, name) == said for name, said in rhythm.items()):
        return holds
    if holds and holds.pk != based_on:
        raise DomainError(
            _(
                "%(name)s wrote something else meanwhile; it stands above. Send it once "
                "more if yours is what you agreed."
            )
            % {"name": holds.author.full_name}
        )
    return WorkingAgreement.objects.create(
        group=group,
        space_id=group.circle_id,
        author=by,
        written_at=_later_than(holds and holds.written_at),
        **rhythm,
    )


def _one_after_the_other(group) -> None:
    """Also when two press at once: both stay, the later one holds."""
    MentorGroup.objects.select_for_update(of=["self"], no_key=True).get(pk=group.pk)


def _later_than(last):
    now = timezone.now()
    return now if last is None else max(now, last + timedelta(microseconds=1))


def _choose(group, by, *, item, part, **chosen) -> AgendaChoice:
    _one_after_the_other(group)
    known = AgendaChoice.objects.in_circle(group.circle_id).order_by("at")
    holds = known.about(item, part).last()
    if holds and all(getattr(holds, name) == said for name, said in chosen.items()):
        return holds
    last = known.last()
    at = _later_than(last and last.at)
    return AgendaChoice.objects.create(
        group=group,
        space_id=group.circle_id,
        author=by,
        item=item,
        part=part,
        at=at,
        **chosen,
    )
