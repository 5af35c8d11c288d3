"""The page of a meeting while the group sits together, from a little before."""

from sessions.carried import carried_into
from sessions.views.actions import marked
from sessions.views.after import note_takers
from sessions.views.before import asked_of
from sessions.views.entrance import members_here
from spaces.audience import audience_of


def during(request, session) -> dict:
    reader, circle_id = request.user, session.group.circle_id
    found = asked_of(session, reader)
    people = list(members_here(session.group))
    readers = found.get("casting_audience")
    return (
        found
        | looking_back(session, reader, readers)
        | note_takers(session, reader, circle_id, people)
    )


def looking_back(session, reader, readers=None) -> dict:
    """What a meeting begins with: what was agreed on before (A10).

    `readers`: the circle of now, where the page knows it already.
    """
    carried = marked(carried_into(session), reader, session.group)
    circle = carried and (readers or audience_of(session.group.circle_id, reader))
    return {"carried": carried, "carried_for": circle}
