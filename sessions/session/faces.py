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


def face_of(session, *, went_through=False) -> Face:
    """Its log is what is left of a meeting, also on a day with hours to go.

    Nor does who `went_through` it, step by step to the end, begin with it anew.
    """
    if session.is_cancelled:
        return Face.OFF
    now = timezone.now()
    if session.logged_at or session.ends_at <= now:
        return Face.AFTER
    if now < session.starts_at - COMING_IN:
        return Face.BEFORE
    return Face.AFTER if went_through else Face.DURING
