"""What the members of a group would bring to a meeting, as one of them sees it."""

from dataclasses import dataclass

from people.models import Person
from sessions.running.models.casting import Case, Pressing
from sessions.session.models.session import Session
from spaces.models import Space


@dataclass(frozen=True)
class OfferedCase:
    """A case that lies before the circle, and who would like to think along with it."""

    case: Case
    wishers: list[Person]
    is_own: bool
    is_wished: bool

    @property
    def is_urgent(self) -> bool:
        return self.case.pressing == Pressing.CANNOT_WAIT


@dataclass(frozen=True)
class Casting:
    """`own` is what the reader said for oneself; None: nothing yet."""

    session: Session
    own: Case | None
    offers: list[OfferedCase]

    @property
    def offered(self) -> Case | None:
        """What of the reader lies before the circle of now."""
        return next((offer.case for offer in self.offers if offer.is_own), None)

    @property
    def is_as_offered(self) -> bool:
        offered = self.offered
        return bool(self.own and offered and self.own.says_as(offered))


def casting_of(session, reader, people=()) -> Casting:
    """`reader` acts. One query; the most pressing stands first.

    Of `people`, the members, it says who would like to think along with whom.
    """
    circle_id = session.group.circle_id
    cases = Case.objects.of_session(session).with_wishes().with_people()
    known = {person.pk: person for person in people}
    own, offers = None, []
    for case in cases.order_by("-pressing", "author__sort_key"):
        if case.space_id == circle_id:
            offers.append(_offer(case, known, reader))
        elif case.space.kind == Space.Kind.OWN:
            own = case
    return Casting(session, own, offers)


def _offer(case, known, reader) -> OfferedCase:
    case.author = known.get(case.author_id, case.author)
    wishers = [person for pk, person in known.items() if pk in case.wished_by]
    return OfferedCase(
        case=case,
        wishers=wishers,
        is_own=case.author_id == reader.pk,
        is_wished=reader.pk in case.wished_by,
    )
