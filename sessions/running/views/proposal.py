"""Which case and which method the page of a meeting proposes."""

from sessions.running.casting import casting_of
from sessions.running.choosing import RunProposal, proposal_of
from sessions.session.coming import who_can, with_answers


def proposal_for(session, reader) -> RunProposal:
    """Which case and which method; of a session `with_course`."""
    return proposed(session, *said_of(session, reader))


def said_of(session, reader):
    """The seats of who takes part, who of them can come, and what they would bring."""
    seats = session.group.seats.held().taking_part().with_person()
    seats = list(with_answers(seats, session))
    people = [seat.person for seat in seats]
    answers = {seat.person_id: seat.can for seat in seats}
    coming = who_can(session, people=people, reader=reader, said=answers)
    return seats, coming, casting_of(session, reader, people)


def proposed(session, seats, coming, casting) -> RunProposal:
    absent = {person.pk for person in coming.cannot}
    return proposal_of(session, seats=seats, offers=casting.offers, absent=absent)
