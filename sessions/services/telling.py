"""Meetings: what mails say of them, and who is told."""

from calendars.services import follow


def when_and_where(meeting) -> dict:
    """The date, time and place of a session, a poll's date or a one-on-one."""
    return {
        "on": meeting.on.isoformat(),
        "at": meeting.at.isoformat(),
        "minutes": meeting.minutes,
        "place": meeting.place,
    }


def tell_group(session, kind: str = "", **context) -> None:
    """Have every calendar of the group follow what became of a session."""
    follow([session.group_id])
