"""How often somebody wants to be asked how it goes."""

from django.db import transaction
from django.utils import timezone

from workbook.models import CheckInRhythm, Goal


@transaction.atomic
def choose_rhythm(*, person, every: str) -> None:
    """From today on; with an empty `every` nothing is asked."""
    if not every:
        CheckInRhythm.objects.of(person).delete()
        return
    CheckInRhythm.objects.update_or_create(
        person=person, defaults={"every": every, "since": _counts_from(person)}
    )


@transaction.atomic
def follow_rhythm(*, person) -> None:
    """The person wrote something of a goal: what is asked counts from today again."""
    for rhythm in CheckInRhythm.objects.of(person):
        rhythm.since = _counts_from(person)
        rhythm.save(update_fields=["since"])


def _counts_from(person):
    """Today, or the day on which the first paused goal goes on; None: there is none."""
    today = timezone.localdate()
    mine = Goal.objects.written_by(person)
    if mine.under_way(today).exists():
        return today
    days = mine.unreached().exclude(paused_until=None)
    return min(days.values_list("paused_until", flat=True), default=None)
