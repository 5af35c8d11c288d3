"""The page of a meeting while the group sits together, from a little before."""

from sessions.carried import carried_into
from sessions.views.actions import marked
from sessions.views.before import coming_to
from spaces.audience import audience_of


def during(request, session) -> dict:
    return coming_to(session, request.user) | looking_back(session, request.user)


def looking_back(session, reader) -> dict:
    """What a meeting begins with: what was agreed on before (A10)."""
    carried = marked(carried_into(session), reader, session.group)
    circle = carried and audience_of(session.group.circle_id, reader)
    return {"carried": carried, "carried_for": circle}
