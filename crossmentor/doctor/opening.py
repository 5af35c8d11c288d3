"""What was saved still opens, as far as it was tried."""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from crossmentor.doctor.finding import fail, ok
from crossmentor.doctor.sight import Sight
from spaces.models import Reopening

DAYS = 7


def findings(sight: Sight):
    since = timezone.now().date() - timedelta(DAYS)
    reopenings = Reopening.objects.filter(on__gt=since)
    sums = reopenings.aggregate(
        tried=Sum("tried", default=0), closed=Sum("closed", default=0)
    )
    if sums["closed"]:
        yield fail(
            f"{sums['closed']} of {sums['tried']} texts that were tried in {DAYS} days do "
            "not open.",
            "The log of the web process names them. Are all master keys there? Else put "
            "the rows back from a backup.",
        )
    elif sums["tried"]:
        yield ok(f"All {sums['tried']} texts that were tried in {DAYS} days open.")
    else:
        yield ok(f"In {DAYS} days nobody signed in who has texts: none was tried.")
