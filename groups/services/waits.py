"""A group that became too small, and waits for somebody to come."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import MentorGroup, Wait
from groups.services.seats import lock
from programmes import clock
from spaces.errors import DomainError

LONGEST = dt.timedelta(weeks=12)


@transaction.atomic
def wait_small(*, group, until, by) -> Wait:
    """Let a group of too few mentees (R1) be as it is until a day; raises DomainError.

    Coordinators are not reminded before the day after. Again the same changes nothing.
    """
    group = lock(group)
    if not MentorGroup.objects.too_small().filter(pk=group.pk).exists():
        raise DomainError(_("The group is not too small any more: look again."))
    today = clock.today_in(group.programme)
    if not today < until <= today + LONGEST:
        raise DomainError(_("Choose a day after today, at most twelve weeks ahead."))
    last = group.waits.standing(until).last()
    if last and last.until == until:
        return last
    return group.waits.create(until=until, by=by)
