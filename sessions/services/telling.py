"""What mails say of meetings."""


def when_and_where(meeting) -> dict:
    """The date, time and place of a session, a poll's date or a one-on-one."""
    return {
        "on": meeting.on.isoformat(),
        "at": meeting.at.isoformat(),
        "minutes": meeting.minutes,
        "place": meeting.place,
    }
