"""Planning a series as the worker does: what fails is noted, and tried again."""

import logging

from django.db import transaction
from django.utils import timezone

from reminders import bell
from reminders.errors import where
from sessions.dates.models.series import Series
from sessions.dates.services.planning import plan_series

logger = logging.getLogger(__name__)
PLAN = "sessions.plan_series"


def try_to_plan(*, series_id: int) -> bool:
    """Plan a series; whether it stands. A failure is one series' own, for its page."""
    ours = Series.objects.filter(pk=series_id)
    try:
        with transaction.atomic():
            plan_series(series_id=series_id)
            ours.failed().update(failed_at=None)
    except Exception as error:
        logger.error("Series %s cannot be planned: %s.", series_id, where(error))
        ours.update(failed_at=timezone.now())
        return False
    return True


def plan_waiting() -> None:
    """Plan those whose message got lost, or that failed: each for itself."""
    waiting = Series.objects.being_planned().order_by("failed_at", "pk")
    for series_id in list(waiting.values_list("pk", flat=True)):
        try_to_plan(series_id=series_id)


@transaction.atomic
def ask_again(*, series: Series) -> None:
    """Have it tried now, and no failure told until there is a new one."""
    Series.objects.being_planned().filter(pk=series.pk).update(failed_at=None)
    bell.ring_on_commit(PLAN, series.pk)
