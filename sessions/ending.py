"""When a group ends: so many months after its first meeting, and longer if it goes on."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import OuterRef, Subquery, Sum

from sessions.models import Extension, Session
from sessions.planning import last_date

# So long before the end the group votes on going on.
VOTES = relativedelta(months=2)


def with_end(groups):
    """Groups that know what `end_of` asks, without another query."""
    firsts = Session.objects.first_meetings().filter(group=OuterRef("pk"))
    longer = Extension.objects.going_on().filter(group=OuterRef("pk"))
    longer = longer.order_by().values("group").annotate(sum=Sum("months"))
    return groups.select_related("programme").annotate(
        first_on=Subquery(firsts.order_by("on").values("on")[:1]),
        longer=Subquery(longer.values("sum")),
    )


def months_of(group) -> int:
    """How many months the group is together, counted from its first meeting."""
    if hasattr(group, "longer"):
        longer = group.longer
    else:
        going_on = Extension.objects.of_group(group).going_on()
        longer = going_on.aggregate(sum=Sum("months"))["sum"]
    return group.programme.months + (longer or 0)


def end_of(group) -> date | None:
    """The last day of the group; None while no first meeting is planned."""
    if group.ended_on:
        return group.ended_on
    if hasattr(group, "first_on"):
        first_on = group.first_on
    else:
        firsts = group.sessions.first_meetings().order_by("on")
        first_on = firsts.values_list("on", flat=True).first()
    if first_on is None:
        return None
    return last_date(first_meeting=first_on, months=months_of(group))
