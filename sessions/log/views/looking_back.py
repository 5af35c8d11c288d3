"""What a meeting begins with: what was agreed on before (A10)."""

from sessions.log.carried import carried_into
from sessions.log.views.actions import marked
from spaces.audience import audience_of


def looking_back(session, reader, readers=None) -> dict:
    """What a meeting begins with: what was agreed on before (A10).

    `readers`: the circle of now, where the page knows it already.
    """
    carried = marked(carried_into(session), reader, session.group)
    circle = carried and (readers or audience_of(session.group.circle_id, reader))
    return {"carried": carried, "carried_for": circle}
