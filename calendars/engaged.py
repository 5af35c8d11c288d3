"""When somebody meets somebody already."""

from datetime import datetime, timedelta

from calendars.models import Told


def engagements(person) -> list[tuple[datetime, datetime]]:
    """From when until when, as the calendar of `person`, who acts, was told; one query.

    Nobody reads another's: of what two people have, the other one knows too.
    """
    rows = Told.objects.of(person).standing()
    return [
        (starts, starts + timedelta(minutes=when.minutes))
        for appointment in (row.appointment for row in rows)
        for when in appointment.meetings()
        for starts in [appointment.starts_at(when)]
    ]
