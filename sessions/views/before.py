"""The page of a meeting as long as it is to come."""

from sessions.casting import casting_of
from sessions.choosing import Proposal, proposal_of
from sessions.coming import who_can, with_answers
from sessions.services.casting import may_be_cast
from sessions.services.coming import may_be_answered
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
    found = {"coming_audience": readers, "casting_audience": readers}
    if is_open:
        found["coming"] = coming
    if is_cast:
        found["casting"] = casting
    if is_cast and not session.going_on:
        found["proposal"] = proposed(session, seats, coming, casting)
    return found


def proposal_for(session, reader) -> Proposal:
    """Which case and which method; of a session `with_course`."""
    return proposed(session, *said_of(session, reader))


def said_of(session, reader):
    """The seats of who takes part, who of them can come, and what they would bring."""
    seats = session.group.seats.held().taking_part().with_person()
    seats = list(with_answers(seats, session))
    people = [seat.person for seat in seats]
    said = {seat.person_id: seat.can for seat in seats}
    coming = who_can(session, people=people, reader=reader, said=said)
    return seats, coming, casting_of(session, reader, people)


def proposed(session, seats, coming, casting) -> Proposal:
    absent = {person.pk for person in coming.cannot}
    return proposal_of(session, seats=seats, offers=casting.offers, absent=absent)
