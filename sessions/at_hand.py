"""What the groups of one person have open, asked for once: of it is told what waits,
and what stands in the person's diary."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery

from groups.models import Seat
from intake.models import Intake
from people.models.person import NAMES
from programmes import clock
from sessions.dates.models.poll import DatePoll
from sessions.dates.models.series import Series
from sessions.log.models.action import Action
from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.session.coming import with_own_answer
from sessions.session.models.session import Session
from sessions.year.models.extension import Extension
from sessions.year.models.promise import Signature

# Of a seat: whether its person has signed, its group agreed, an intake is still to hold.
SIGNED = Exists(
    Signature.objects.filter(seat=OuterRef("pk"), circle=OuterRef("group__circle"))
)
AGREED = Exists(Series.objects.filter(group=OuterRef("group")))
HAS_POLL = Exists(DatePoll.objects.asking().filter(group=OuterRef("group")))
UNDONE = Exists(
    Seat.objects.held()
    .here()
    .mentees()
    .filter(group=OuterRef("group"))
    .exclude(intake__state=Intake.State.HELD)
)
# What is said of a group, and of where and when it is.
OF_GROUP = (
    *("name", "circle", "programme__state", "programme__time_zone"),
    *(f"mentor__{name}" for name in NAMES),
)


def to_vote(now):
    """Of a seat: the vote on going on in which who acts has still to say something."""
    asking = Extension.objects.asking(now).uncast()
    return Subquery(asking.filter(group=OuterRef("group")).values("pk")[:1])


def to_vote_in(seats) -> list[Extension]:
    """Those of seats that know `to_vote`; seldom there is one, and seldom it is asked."""
    keys = [seat.to_vote for seat in seats if seat.to_vote]
    return list(Extension.objects.filter(pk__in=keys)) if keys else []


class AtHand(NamedTuple):
    """Seats `with_signs` and their groups; what these have open, and is the person's."""

    seats: list[Seat]
    polls: list[DatePoll]
    sessions: list[Session]
    actions: list[Action]
    one_on_ones: list[OneOnOne]
    extensions: list[Extension]


NOTHING = AtHand([], [], [], [], [], [])


def with_signs(seats, person=None):
    """Seats that know what is done: signed, agreed; of a person's own also intakes."""
    seats = seats.with_since().annotate(signed=SIGNED, agreed=AGREED)
    return seats if person is None else seats.annotate(waits_for_intake=UNDONE)


def of_person(person, now) -> AtHand:
    """Of the person, who acts: those rows are confidential."""
    seats = with_signs(Seat.objects.held().of(person), person)
    seats = seats.annotate(has_poll=HAS_POLL, to_vote=to_vote(now)).with_pause()
    seats = seats.select_related("group__programme", "group__mentor").order_by("pk")
    seats = list(
        seats.only("role", "joined_at", *(f"group__{name}" for name in OF_GROUP))
    )
    groups = [seat.group_id for seat in seats]
    for seat in seats:
        seat.person = person
    # Seldom a group is voting: what is not is not asked for.
    has_polls = any(seat.has_poll for seat in seats)
    polls = DatePoll.objects.asking().filter(group__in=groups).with_votes()
    sessions = Session.objects.standing().filter(group__in=groups)
    to_tell_of = sessions.to_tell_of(clock.earliest_day(now))
    actions = Action.objects.open().owned_by(person).filter(group__in=groups)
    one_on_ones = OneOnOne.objects.visible_to(person)
    pausing = {seat.group_id: seat for seat in seats if seat.paused_until}
    return AtHand(
        seats,
        list(polls) if has_polls else [],
        [
            session
            for session in with_own_answer(to_tell_of, person)
            if session.group_id not in pausing
            or _is_after(session, pausing[session.group_id])
        ],
        list(actions.only("group", "due_on")),
        list(one_on_ones.to_tell_of()),
        to_vote_in(seats),
    )


def _is_after(session, seat) -> bool:
    """Whether the meeting begins when the pause of who sits there is over."""
    programme = seat.group.programme
    begins = clock.wall_clock(programme, session.on, session.at)
    return begins >= seat.paused_until
