"""The page of a meeting as long as it is to come."""

from sessions.coming import who_can
from sessions.services.coming import may_be_answered
from sessions.views.entrance import members_here
from spaces.audience import audience_of


def before(request, session) -> dict:
    return coming_to(session, request.user)


def coming_to(session, reader) -> dict:
    """Who can come; nothing where nobody answers any more."""
    if not may_be_answered(session):
        return {}
    people = members_here(session.group)
    return {
        "coming": who_can(session, people=people, reader=reader),
        "coming_audience": audience_of(session.group.circle_id, reader),
    }
