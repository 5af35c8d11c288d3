"""What there is of a group beside its row: what is not there, is not asked for."""

from django.db.models import Exists, OuterRef

from groups.models import FormerCircle
from sessions.models import DatePoll, Kept


def with_signs(groups, person):
    """Groups that know whether there is a poll, something kept, an earlier circle."""
    own = OuterRef("pk")
    return groups.select_related("series").annotate(
        has_poll=Exists(DatePoll.objects.open().of_group(own)),
        has_kept=Exists(Kept.objects.of(own, person)),
        has_former=Exists(FormerCircle.objects.filter(group=own)),
    )
