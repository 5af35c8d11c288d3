"""What a calendar was told by a mail of which nobody knows whether it arrived."""

from django.utils import timezone

from calendars.difference import Difference
from calendars.models import Told
from reminders import services as reminders


def in_doubt(*, person) -> list[Told]:
    """Of who acts, what is still to come, the next first."""
    now = timezone.now()
    rows = Told.objects.of(person).in_doubt().order_by("mail__not_before", "pk")
    return [row for row in rows if Difference(row.before, row.appointment).to_tell(now)]


def send_again(*, told: Told) -> bool:
    """Mail the same state once more; False when it is on its way, or has arrived."""
    return reminders.send_again(mail=told.mail)
