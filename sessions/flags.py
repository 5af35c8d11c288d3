"""What there is of a group beside its row: what is not there, is not asked for."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery

from groups.models import FormerCircle
from people.models import Coordinator
from people.services.register import domains_in
from sessions.models import DatePoll, Kept, Signature


def with_flags(groups, person):
    """Groups that know whether there is a poll, something kept, an earlier circle.

    Also, for `domains_of`, the addresses of those who coordinate their organisation.
    """
    own = OuterRef("pk")
    firm = OuterRef("programme__organisation")
    coordinators = Coordinator.objects.filter(organisation=firm)
    return groups.select_related("series", "programme__organisation").annotate(
        addresses=ArraySubquery(coordinators.values("person__email")),
        has_poll=Exists(DatePoll.objects.open().of_group(own)),
        has_kept=Exists(Kept.objects.of(own, person)),
        has_former=Exists(FormerCircle.objects.filter(group=own)),
    )


def with_kept(sessions, person):
    """Meetings that know whether something is kept of their group."""
    return sessions.annotate(
        has_kept=Exists(Kept.objects.of(OuterRef("group"), person))
    )


def with_signatures(seats):
    """Seats with `signed_at` in the circle of now, and `signed_ever`: in any."""
    own = Signature.objects.filter(seat=OuterRef("pk"))
    return seats.annotate(
        signed_at=Subquery(own.of_now().values("signed_at")), signed_ever=Exists(own)
    )


def domains_of(group) -> dict[int, set[str]]:
    """Of the organisation of a group `with_flags`, as people are introduced by them."""
    firm = group.programme.organisation
    return {firm.pk: domains_in(firm.domains, group.addresses)}
