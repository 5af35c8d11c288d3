"""What an appointment looks like in a file, in the active language."""

from calendars.appointment import Appointment
from calendars.file import CalendarEntry
from calendars.words import group_of, title_of


def entry_of(one: Appointment, **more) -> CalendarEntry:
    """`more`: sequence, changed_at, and the attendee of an invitation."""
    return CalendarEntry(
        uid=one.uid,
        starts_at=one.starts_at(one.when),
        minutes=one.when.minutes,
        place=one.when.place,
        repeat=one.repeat,
        summary=title_of(one),
        organiser=group_of(one),
        **more,
    )
