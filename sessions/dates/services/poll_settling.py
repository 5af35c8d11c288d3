"""Polls that close by themselves, in the worker."""

import logging

from django.db import transaction
from django.utils import timezone

from groups.models import MentorGroup
from programmes.models import Programme
from sessions.dates.models.poll import DatePoll
from sessions.dates.polled import standing_of
from sessions.dates.services.polls import pick_date
from spaces.errors import DomainError

logger = logging.getLogger(__name__)
Ending = DatePoll.Ending


def settle_polls() -> int:
    """Close what is overtaken, and pick what has suited all for an hour; how many.

    Safe to run twice, and by two workers at once. One that cannot be settled stays
    open, and keeps no other from it.
    """
    now, settled = timezone.now(), 0
    polls = DatePoll.objects.open().with_votes().select_related("group__programme")
    for poll in polls:
        over = poll.overtaken or not poll.members
        if over or standing_of(poll, poll.group.programme, now).is_ripe(now):
            try:
                settled += settle_poll(poll_id=poll.pk)
            except DomainError as error:
                logger.warning("Poll %s stays open: %s", poll.pk, error)
    return settled


@transaction.atomic
def settle_poll(*, poll_id: int) -> bool:
    """Whether the poll was open, and has closed now."""
    now = timezone.now()
    # As it is now that nobody else can change it.
    DatePoll.objects.select_for_update(of=["self"]).get(pk=poll_id)
    open_still = DatePoll.objects.open().filter(pk=poll_id)
    poll = open_still.with_votes().select_related("group__programme").first()
    if poll is None:
        return False
    if ending := poll.overtaken or _group_over(poll.group):
        open_still.end(ending)
        return True
    standing = standing_of(poll, poll.group.programme, now)
    if poll.group.programme.state == Programme.State.ENDED or not standing.is_ripe(now):
        return False
    date = standing.tally.decided.date
    pick_date(poll=poll, date=poll.dates.get(pk=date.pk), ending=Ending.BY_ITSELF)
    return True


def _group_over(group) -> str:
    going_on = MentorGroup.objects.under_way().filter(pk=group.pk)
    return "" if going_on.exists() else Ending.GROUP_OVER
