"""The page of a meeting while the group sits together, from a little before."""

from sessions.log.views.looking_back import looking_back
from sessions.session.views.entrance import members_here
from sessions.views.after import note_takers
from sessions.views.before import asked_of


def during(request, session) -> dict:
    reader, circle_id = request.user, session.group.circle_id
    shown = asked_of(session, reader)
    people = list(members_here(session.group))
    readers = shown.get("casting_audience")
    return (
        shown
        | looking_back(session, reader, readers)
        | note_takers(session, reader, circle_id, people)
    )
