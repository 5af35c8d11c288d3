"""When a group ends: so many months after its first meeting, and longer if it goes on."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import OuterRef, Subquery, Sum

from sessions.dates.length import months_of
from sessions.dates.planning import last_date
from sessions.session.models.session import Session
from sessions.year.models.extension import Extension

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
