"""What there is of a group beside its row: what is not there, is not asked for."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from groups.models import FormerCircle
from people.models import Coordinator
from people.services.register import domains_in
from sessions.at_hand import HAS_POLL, SIGNED, to_vote
from sessions.dates.models.poll import DatePoll
from sessions.session.models.kept import Kept

RENEWED = FormerCircle.objects.filter(group=OuterRef("group")).values("until")
KEPT = Exists(Kept.objects.of(OuterRef("group"), OuterRef("person")))
FIRM = OuterRef("group__programme__organisation")
ADDRESSES = ArraySubquery(
    Coordinator.objects.filter(organisation=FIRM).values("person__email")
)


def with_flags(seats):
    """Seats with what `tell_flags` tells, and what `domains_of` asks of them."""
    seats = seats.select_related("group__series", "group__programme__organisation")
    return seats.annotate(
        addresses=ADDRESSES,
        has_kept=KEPT,
        has_poll=HAS_POLL,
        to_vote=to_vote(timezone.now()),
        signed=SIGNED,
        renewals=ArraySubquery(RENEWED),
    )


def tell_flags(seat) -> None:
    """A seat `with_flags` knows what those `with_signs` do, without asking it twice.

    Also whether there is a poll, something that its person kept, an earlier circle.
    """
    seat.has_former = bool(seat.renewals)
    seat.since = max([seat.joined_at, *seat.renewals])
    seat.agreed = hasattr(seat.group, "series")


def with_vote(sessions):
    """Meetings that know by `vote` which poll asks for another date, if one does."""
    polls = DatePoll.objects.asking().filter(session=OuterRef("pk"))
    return sessions.annotate(vote=Subquery(polls.values("pk")[:1]))


def domains_of(seat) -> dict[int, set[str]]:
    """Of the organisation of a seat `with_flags`, to introduce people by."""
    firm = seat.group.programme.organisation
    return {firm.pk: domains_in(firm.domains, seat.addresses)}
