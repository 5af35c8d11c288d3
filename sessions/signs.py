"""What there is of a group beside its row: what is not there, is not asked for."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from groups.models import FormerCircle
from people.models import Coordinator
from people.services.register import domains_in
from sessions.models import DatePoll, Kept


def with_signs(groups, person):
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


def domains_of(group) -> dict[int, set[str]]:
    """Of the organisation of a group `with_signs`, as people are introduced by them."""
    firm = group.programme.organisation
    return {firm.pk: domains_in(firm.domains, group.addresses)}
