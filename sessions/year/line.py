"""The year of a group as a line, its meetings as points on it."""

from sessions.session.models.session import Session

STATES = {Session.State.HELD: "done", Session.State.CANCELLED: "cancelled"}


def next_of(sessions, today) -> Session | None:
    """The next that is planned, of sessions in their order."""
    coming = (
        session for session in sessions if session.is_planned and session.on >= today
    )
    return next(coming, None)


def points(sessions, today) -> list[dict]:
    """Each of a group's sessions, in their order, as `year_line` draws it: unnamed."""
    upcoming = next_of(sessions, today)
    return [
        {
            "date": session.on,
            "state": "next"
            if session == upcoming
            else STATES.get(session.state, "planned"),
        }
        for session in sessions
    ]


def named_points(sessions, today) -> list[dict]:
    """The same for those who meet: with what each of them is."""
    return [
        point | {"label": Session.Kind(session.kind).label.capitalize()}
        for session, point in zip(sessions, points(sessions, today), strict=True)
    ]
