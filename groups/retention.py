"""What the reminder is called that what a group wrote goes, and what it is about.

The database looks for mails by these words (`groups_readers`).
"""

from datetime import date

from django.conf import settings
from django.urls import reverse

REMINDER = "groups.readable"


def object_of(group, until: date) -> str:
    """Another day is another reminder."""
    return f"{group.pk}.{until.isoformat()}"


def take_along() -> str:
    """The address where people take along what they can read, while they can."""
    return settings.BASE_URL + reverse("taking_along")
