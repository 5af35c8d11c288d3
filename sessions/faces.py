"""The page of a meeting has three faces, by the clock of its programme."""

from datetime import timedelta
from enum import StrEnum

from django.utils import timezone

# The group comes in, and somebody has the page ready.
COMING_IN = timedelta(minutes=30)


class Face(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    OFF = "off"


def face_of(session) -> Face:
    """Its log is what is left of a meeting, also on a day with hours to go."""
    if session.is_cancelled:
        return Face.OFF
    now = timezone.now()
    if session.logged_at or session.ends_at <= now:
        return Face.AFTER
    return Face.DURING if session.starts_at - COMING_IN <= now else Face.BEFORE
