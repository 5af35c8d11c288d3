"""What an appointment looks like in a file, in the active language."""

from calendars.appointment import Appointment
from calendars.file import CalendarEntry
from calendars.words import group_of, title_of


def entry_of(appointment: Appointment, **more) -> CalendarEntry:
    """`more`: sequence, changed_at, and the attendee of an invitation."""
    return CalendarEntry(
        uid=appointment.uid,
        starts_at=appointment.starts_at(appointment.when),
        minutes=appointment.when.minutes,
        place=appointment.when.place,
        repeat=appointment.repeat,
        summary=title_of(appointment),
        organiser=group_of(appointment),
        **more,
    )
