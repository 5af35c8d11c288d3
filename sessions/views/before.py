"""The page of a meeting as long as it is to come."""

from sessions.running.services.casting import may_be_cast
from sessions.running.views.proposal import proposed, said_of
from sessions.session.services.coming import may_be_answered
from spaces.audience import audience_of


def before(request, session) -> dict:
    return asked_of(session, request.user)


def asked_of(session, reader) -> dict:
    """Who can come and who brings something, as long as that is asked."""
    is_open, is_cast = may_be_answered(session), may_be_cast(session)
    if not (is_open or is_cast):
        return {}
    seats, coming, casting = said_of(session, reader)
    readers = audience_of(session.group.circle_id, reader)
    shown = {"coming_audience": readers, "casting_audience": readers}
    if is_open:
        shown["coming"] = coming
    if is_cast:
        shown["casting"] = casting
    if is_cast and not session.going_on:
        shown["proposal"] = proposed(session, seats, coming, casting)
    return shown
