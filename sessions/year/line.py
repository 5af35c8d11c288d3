"""The year of a group as a line, its meetings as points on it."""

from sessions.session.models.session import Session

STATES = {Session.State.HELD: "done", Session.State.CANCELLED: "cancelled"}


def next_of(sessions, today) -> Session | None:
    """The next that is planned, of sessions in their order."""
    coming = (one for one in sessions if one.is_planned and one.on >= today)
    return next(coming, None)


def points(sessions, today) -> list[dict]:
    """Each of a group's sessions, in their order, as `year_line` draws it: unnamed."""
    upcoming = next_of(sessions, today)
    return [
        {
            "date": one.on,
            "state": "next" if one == upcoming else STATES.get(one.state, "planned"),
        }
        for one in sessions
    ]


def named_points(sessions, today) -> list[dict]:
    """The same for those who meet: with what each of them is."""
    return [
        point | {"label": Session.Kind(one.kind).label.capitalize()}
        for one, point in zip(sessions, points(sessions, today), strict=True)
    ]
