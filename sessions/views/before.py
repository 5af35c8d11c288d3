"""The page of a meeting as long as it is to come."""

from sessions.casting import casting_of
from sessions.coming import who_can
from sessions.services.casting import may_be_cast
from sessions.services.coming import may_be_answered
from sessions.views.entrance import members_here
from spaces.audience import audience_of


def before(request, session) -> dict:
    return asked_of(session, request.user)


def asked_of(session, reader) -> dict:
    """Who can come and who brings something, as long as that is asked."""
    is_open, is_cast = may_be_answered(session), may_be_cast(session)
    if not (is_open or is_cast):
        return {}
    people = list(members_here(session.group))
    readers = audience_of(session.group.circle_id, reader)
    found = {"coming_audience": readers, "casting_audience": readers}
    if is_open:
        found["coming"] = who_can(session, people=people, reader=reader)
    if is_cast:
        found["casting"] = casting_of(session, reader, people)
    return found
