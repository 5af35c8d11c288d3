"""Which case and which method a page proposes for a meeting, and why (A5, A8).

What was brought and used is asked of the circle of now: whoever came last was not there
before, and for all of them turns count from the first meeting of the newcomer on.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from people.models import Person
from sessions.methods.course import parts_of
from sessions.methods.files import get_method, methods
from sessions.methods.method import Method
from sessions.methods.minutes import LENGTHS, plan
from sessions.methods.models.run import Run
from sessions.running.casting import OfferedCase
from sessions.running.taking_part import taking_part
from sessions.session.models.session import Session

OPENING, CLOSING = "last-time", "take-along"
# For the meeting after which there is none.
FAREWELL = "looking-back"


@dataclass(frozen=True)
class RunProposal:
    """`offer` is None where the person is proposed by turns alone."""

    person: Person | None
    offer: OfferedCase | None
    why_case: str
    method: Method
    minutes: int
    why_method: str
    closing: str = CLOSING

    @property
    def parts(self) -> dict:
        """As a run begins with them."""
        return {
            "opening": OPENING,
            "method": self.method.slug,
            "closing": self.closing,
            "minutes": self.minutes,
            "case_owner": self.person,
        }


def with_course(sessions):
    """Meetings that know by `going_on` which run goes on in the circle of now, if one
    does, by `gone_through` which was the last of a circle that who acts is in, by `practice` how many intervisions their group has held, and by `is_last`
    whether it ends after them."""
    runs = Run.objects.of_session(OuterRef("pk"))
    here = runs.in_circle(OuterRef("group__circle"))
    held = Session.objects.held().intervisions().filter(group=OuterRef("group"))
    held = held.order_by().values("group").annotate(count=Count("pk")).values("count")
    later = Session.objects.standing().filter(
        group=OuterRef("group"), on__gt=OuterRef("on")
    )
    return sessions.annotate(
        is_last=~Exists(later) & Q(group__ended_on__isnull=False),
        going_on=Subquery(here.going_on().values("pk")[:1]),
        gone_through=Subquery(runs.order_by("-started_at").values("pk")[:1]),
        practice=Coalesce(Subquery(held), 0),
    )


def proposal_of(session, *, seats, offers, absent) -> RunProposal:
    """`seats` are held, with their people; `absent` the ids of who cannot come.

    Takes a session `with_course`; one query.
    """
    runs = list(Run.objects.in_circle(session.group.circle_id).as_used())
    last = {}
    for _method, owner, at in runs:
        last.setdefault(owner, at)
    minutes = max([each for each in LENGTHS if each <= session.minutes] or LENGTHS[:1])
    if session.is_last:
        return farewell(minutes)
    here = [seat for seat in seats if seat.person_id not in absent]
    offer, person, why_case = propose_case(here, offers, last)
    method, why_method = propose_method(
        people=len(here),
        minutes=minutes,
        practice=session.practice,
        used=[method for method, _owner, _at in runs],
    )
    return RunProposal(person, offer, why_case, method, minutes, why_method)


def farewell(minutes) -> RunProposal:
    """Nobody's case: all look back on their goals, say what they take along, and thank."""
    method = get_method(FAREWELL, get_language())
    why = _("It is the last meeting of the group: look back together, and say goodbye.")
    return RunProposal(None, None, "", method, minutes, why, closing="")


def in_turn(seats, last) -> dict:
    """Of who takes part, by the id of the person: the longer ago, the smaller.

    Who brought none since comes first, who has been there longest before the others.
    """
    return {
        seat.person_id: (
            seat.person_id in last,
            last.get(seat.person_id, seat.joined_at).date(),
        )
        for seat in taking_part(seats)
    }


def propose_case(seats, offers, last) -> tuple[OfferedCase | None, Person | None, str]:
    """What cannot wait, then whose turn it is, then what more of them would like.

    `last`: by the id of each person, when they brought a case last.
    """
    turns = in_turn(seats, last)
    people = {seat.person_id: seat.person for seat in seats}
    here = [offer for offer in offers if offer.case.author_id in people]
    here.sort(key=lambda offer: _order(offer, turns.get(offer.case.author_id)))
    if here:
        first = here[0]
        rivals = [offer for offer in here if offer.is_urgent == first.is_urgent]
        return first, people[first.case.author_id], _why(first, rivals, last)
    if not turns:
        return None, None, ""
    in_order = sorted(turns, key=lambda pk: (turns[pk], people[pk].sort_key))
    person = people[in_order[0]]
    return None, person, _turn_of(person, last)


def _order(offer, turn):
    """The mentor takes no turn, and may bring something all the same: then the last."""
    by_turn = (turn is None, turn or ())
    by_name = offer.case.author.sort_key
    return not offer.is_urgent, by_turn, -len(offer.wishers), by_name


def _why(offer, rivals, last) -> str:
    name = {"name": offer.case.author.full_name}
    sentences = []
    if offer.is_urgent:
        sentences.append(_("%(name)s says that it cannot wait.") % name)
    if len(rivals) > 1:
        sentences.append(_turn_of(offer.case.author, last))
    elif not sentences:
        sentences.append(_("It is the only one that was offered."))
    if offer.wishers:
        names = ", ".join(person.called for person in offer.wishers)
        sentences.append(_("Would like it: %(names)s.") % {"names": names})
    return " ".join(sentences)


def _turn_of(person, last) -> str:
    if person.pk in last:
        words = _("%(name)s has not brought one for longest.")
    else:
        words = _("%(name)s has not brought one yet in the group as it is now.")
    return words % {"name": person.full_name}


def propose_method(*, people, minutes, practice, used) -> tuple[Method, str]:
    """One that they have not used, or not for longest, of those that suit them.

    `practice`: how many meetings the group has held; `used`: slugs, the latest first.
    """
    known = [method for method in methods(get_language()) if method.has_case]
    suiting = [
        method
        for method in known
        if method.people <= people
        and method.practice <= practice
        and _fits(method, minutes)
    ]
    # The first is the plainest: it suits whoever has nothing else.
    suiting = suiting or known[:1]
    order = {slug: place for place, slug in reversed(list(enumerate(used)))}
    method = max(suiting, key=lambda method: order.get(method.slug, len(used)))
    sentences = [
        _("It suits %(people)d people and %(minutes)d minutes.")
        % {"people": people, "minutes": minutes}
    ]
    titles = {method.slug: method.title for method in known}
    if used and used[0] in titles:
        sentences.append(_("Last time: %(method)s.") % {"method": titles[used[0]]})
    return method, " ".join(sentences)


def _fits(method, minutes) -> bool:
    if method.roomy_from > minutes:
        return False
    opening, closing = parts_of(OPENING, CLOSING)
    try:
        plan(minutes, opening, method, closing)
    except ValueError:
        return False
    return True
