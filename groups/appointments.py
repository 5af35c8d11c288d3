"""What rooms above say of a group in the calendars of its people."""

from collections.abc import Iterator

from calendars.appointment import Appointment, Wanted
from programmes import clock


def of_group(group) -> dict:
    """What it is called after, in which zone and programme."""
    return {
        "group": group.name,
        "mentor": group.mentor.full_name,
        "zone": group.programme.time_zone,
        "programme_id": group.programme_id,
    }


def of_pair(seat, mentor, *, uid, kind, when, link) -> Iterator[Wanted]:
    """What a mentee and the mentor have together, for both.

    What has not begun is off when the mentee's seat ends.
    """
    group = seat.group
    begins = clock.wall_clock(group.programme, when.on, when.at)
    if seat.left_at and begins >= seat.left_at:
        return
    for reader, other in ((seat.person, mentor), (mentor, seat.person)):
        appointment = Appointment(
            uid=uid,
            kind=kind,
            when=when,
            other=other.full_name,
            leads=reader == mentor,
            link=link,
            **of_group(group),
        )
        yield Wanted(reader.pk, group.pk, appointment)
