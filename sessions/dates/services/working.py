"""When and where a group would meet, written down before it is a series."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import MentorGroup
from sessions.dates.models.working import WorkingAgreement
from spaces.errors import DomainError


@transaction.atomic
def write_working(*, group, by, based_on, **rhythm) -> WorkingAgreement:
    """Write down when and where the group would meet: the fields of the series.

    `based_on` is the id of what the page showed, or None. Raises DomainError when
    somebody wrote something else meanwhile: it is to be looked at first.
    """
    one_after_the_other(group)
    holds = WorkingAgreement.objects.in_circle(group.circle_id).latest_first().first()
    if holds and all(getattr(holds, name) == value for name, value in rhythm.items()):
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
        written_at=later_than(holds and holds.written_at),
        **rhythm,
    )


def one_after_the_other(group) -> None:
    """Also when two press at once: both stay, the later one holds.

    `no_key`: whatever else refers to the group is written meanwhile.
    """
    MentorGroup.objects.select_for_update(of=["self"], no_key=True).get(pk=group.pk)


def later_than(last):
    now = timezone.now()
    return now if last is None else max(now, last + timedelta(microseconds=1))
