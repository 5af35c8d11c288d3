"""The last day of a group, from which the time runs in which its members can read."""

from datetime import date

from django.db import transaction

from groups.models import MentorGroup
from groups.services.seats import lock


@transaction.atomic
def end_on(*, group, last_day: date) -> MentorGroup:
    """Say what the last day of a group is, or was; its members stay in it and read.

    Who may decide that, and how, is known by the room above.
    """
    group = lock(group)
    if group.ended_on != last_day:
        group.ended_on = last_day
        group.save(update_fields=["ended_on"])
    return group
