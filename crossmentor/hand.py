"""What needs a coordinator's hand in a programme: of a group the most pressing thing.

Told by states and dates alone (design, invariant 5).
"""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, Max, Min, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Breach, MentorGroup, Seat
from intake.models import Intake
from programmes import clock
from sessions.models import DatePoll, Session

# Days after which it is time to ask: there is no date, a vote is open, an intake has no
# date; and something has passed that nobody has marked as held.
NO_DATE, VOTING, TO_PLAN, PASSED = 21, 14, 28, 7


@dataclass(frozen=True)
class Signs:
    """The days by which one sees of a group that something waits, and since when."""

    pk: int
    formed: dt.date
    # Nobody sits in it any more.
    ended: bool = False
    asked: dt.date | None = None
    is_small: bool = False
    is_broken: bool = False
    # A person with a seat who has left the organisation.
    gone: int | None = None
    last_on: dt.date | None = None
    next_on: dt.date | None = None
    unmarked: dt.date | None = None
    unplanned: dt.date | None = None
    unheld: dt.date | None = None


class Pressing(NamedTuple):
    """The kinds in the order in which they are pressing; `since` that day it waits."""

    rank: int
    since: dt.date
    pk: int
    kind: str


class Line(NamedTuple):
    """One thing that needs a hand: the group, what it is, and the one deed."""

    group: MentorGroup
    words: str
    deed: str
    link: str


def signs_of(programme, now) -> list[Signs]:
    """Of all groups of the programme, in their order; three queries."""
    today = clock.today_in(programme, now)
    polls = DatePoll.objects.open().filter(group=OuterRef("pk")).values("asked_at")
    small = programme.mentor_groups.too_small().values("pk")
    broken = Breach.objects.open().of_programmes([programme]).values("group")
    groups = programme.mentor_groups.annotate(
        asked=Subquery(polls[:1]), small=_is(pk__in=small), broken=_is(pk__in=broken)
    )
    rows = groups.values_list("pk", "published_at", "asked", "small", "broken")
    meetings = _meetings(programme, today)
    seats = _seats(programme)
    return [
        Signs(
            pk=pk,
            formed=clock.day_of(programme, formed),
            asked=asked and clock.day_of(programme, asked),
            is_small=small,
            is_broken=broken,
            **meetings.get(pk, {}),
            **seats.get(pk, {"ended": True}),
        )
        for pk, formed, asked, small, broken in rows
    ]


def _is(**condition):
    return Case(When(**condition, then=Value(True)), default=Value(False))


def _meetings(programme, today) -> dict:
    planned = Q(state=Session.State.PLANNED)
    found = Session.objects.standing().filter(group__programme=programme).order_by()
    found = found.values("group").annotate(
        last_on=Max("on", filter=Q(on__lt=today)),
        next_on=Min("on", filter=planned & Q(on__gte=today)),
        unmarked=Min("on", filter=planned & Q(on__lt=today)),
    )
    return {row.pop("group"): row for row in found}


def _seats(programme) -> dict:
    to_plan = Q(intake=None) | Q(intake__state=Intake.State.TO_PLAN)
    to_hold = Q(intake__state=Intake.State.PLANNED)
    here = Q(role="mentee", person__is_active=True)
    waiting = Seat.objects.waiting_for_decision().values("pk")
    found = Seat.objects.held().filter(group__programme=programme).order_by()
    found = found.values("group").annotate(
        gone=Min("person", filter=Q(pk__in=waiting)),
        joined_at=Min("joined_at", filter=here & to_plan),
        unheld=Min("intake__on", filter=here & to_hold),
    )
    seats = {row.pop("group"): row for row in found}
    for row in seats.values():
        joined_at = row.pop("joined_at")
        row["unplanned"] = joined_at and clock.day_of(programme, joined_at)
    return seats


def pressing(one: Signs, today: dt.date) -> Pressing | None:
    """What waits most in a group, None when nothing has waited for too long."""
    if one.ended:
        return None

    def days(since):
        return (today - since).days if since else -1

    met, without = one.last_on, one.next_on is None
    kinds = [
        ("gone", one.gone, one.formed),
        ("small", one.is_small, one.formed),
        ("broken", one.is_broken, one.formed),
        ("unmarked", days(one.unmarked) >= PASSED, one.unmarked),
        ("voting", without and days(one.asked) >= VOTING, one.asked),
        (
            "no_date",
            without and not (met or one.asked) and days(one.formed) >= NO_DATE,
            one.formed,
        ),
        ("no_next", without and not one.asked and days(met) >= NO_DATE, met),
        ("unplanned", days(one.unplanned) >= TO_PLAN, one.unplanned),
        ("unheld", days(one.unheld) >= PASSED, one.unheld),
    ]
    for rank, (kind, waits, since) in enumerate(kinds):
        if waits:
            return Pressing(rank, since, one.pk, kind)
    return None


def line(found: Pressing, group: MentorGroup, one: Signs, today: dt.date) -> Line:
    words = in_words(found.kind, found.since, (today - found.since).days)
    if found.kind == "gone":
        link = reverse("groups:leaver", args=[one.gone])
        return Line(group, words, _("Decide about the seat"), link)
    if found.kind in ("small", "broken"):
        return Line(group, words, _("Decide how it goes on"), group.get_absolute_url())
    deed = _("Write to %(name)s") % {"name": group.mentor.called}
    return Line(group, words, deed, f"mailto:{group.mentor.email}")


def in_words(kind: str, since: dt.date, days: int) -> str:
    about = {"days": days, "day": date_format(since, "j F")}
    counted = {
        "no_date": ngettext(
            "No date after %(days)d day", "No date after %(days)d days", days
        ),
        "voting": ngettext(
            "The vote on dates is open for %(days)d day",
            "The vote on dates is open for %(days)d days",
            days,
        ),
        "unplanned": ngettext(
            "An intake without a date after %(days)d day",
            "An intake without a date after %(days)d days",
            days,
        ),
    }
    plain = {
        "gone": _("Somebody in it has left the organisation"),
        "small": _("Fewer mentees than a group has (R1)"),
        "broken": _("After a change of the roster it breaks a rule"),
        "unmarked": _("The meeting of %(day)s is not marked as held"),
        "no_next": _("No next date since the meeting of %(day)s"),
        "unheld": _("The intake of %(day)s is not marked as held"),
    }
    return (counted | plain)[kind] % about
