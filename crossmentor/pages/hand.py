"""What needs a coordinator's hand in a programme: of a group the most pressing thing.

Told by states and dates alone (design, invariant 5).
"""

import datetime as dt
from typing import NamedTuple

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Breach, MentorGroup, Seat, Wait
from intake.models import Intake
from programmes import clock
from programmes.models import Role
from sessions.models import DatePoll, Session

# Days after which it is time to ask: there is no date, a vote is open, an intake has no
# date; and something has passed that nobody has marked as held.
NO_DATE, VOTING, TO_PLAN, PASSED = 21, 14, 28, 7


class Signs(NamedTuple):
    """The days by which one sees of a group that something waits, and since when."""

    pk: int
    formed: dt.date
    # Its last day has passed, or nobody sits in it any more.
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


class PressingSign(NamedTuple):
    """The kinds in the order in which they are pressing; `since` that day it waits."""

    rank: int
    since: dt.date
    pk: int
    kind: str


class HandEntry(NamedTuple):
    """One thing that needs a hand: the group, what it is, and the one deed."""

    group: MentorGroup
    words: str
    deed: str
    link: str


def signs_of(programme, now) -> list[Signs]:
    """Of all groups of the programme, in their order; three queries."""
    today = clock.today_in(programme, now)
    meetings = _meetings(programme, today)
    seats = _seats(programme)
    left = [pk for pk, row in seats.items() if row.pop("leavers")]
    few = [pk for pk, row in seats.items() if row.pop("mentees") < programme.min_size]
    polls = DatePoll.objects.asking().filter(group=OuterRef("pk")).order_by("asked_at")
    groups = programme.mentor_groups.values_list(
        "pk",
        clock.as_day(programme, "published_at"),
        clock.as_day(programme, Subquery(polls.values("asked_at")[:1])),
        "ended_on",
        _small(programme, few, today),
        _broken(programme),
        _gone(left),
    )
    return [
        Signs(
            pk=pk,
            formed=formed,
            asked=asked,
            ended=pk not in seats or (ended_on is not None and ended_on < today),
            is_small=is_small,
            is_broken=is_broken,
            gone=gone,
            **meetings.get(pk, {}),
            **seats.get(pk, {}),
        )
        for pk, formed, asked, ended_on, is_small, is_broken, gone in groups
    ]


def _small(programme, few, today):
    """Looks only at the groups with few mentees: who left those, and for what reason.

    Not those that wait for somebody by a coordinator's choice.
    """
    if not few:
        return Value(False)
    small = programme.mentor_groups.filter(pk__in=few).too_small()
    waiting = Wait.objects.standing(today).filter(group__in=few).values("group")
    return Q(pk__in=small.exclude(pk__in=waiting).values("pk"))


def _broken(programme):
    return Q(pk__in=Breach.objects.open().of_programmes([programme]).values("group"))


def _gone(left):
    """Looks only at the groups with seats of people who left."""
    if not left:
        return Value(None, BigIntegerField())
    waiting = Seat.objects.waiting_for_decision().filter(group=OuterRef("pk"))
    first = Subquery(waiting.order_by("person").values("person")[:1])
    return Case(When(pk__in=left, then=first))


def _meetings(programme, today) -> dict:
    planned = Q(state=Session.State.PLANNED)
    sessions = Session.objects.standing().filter(group__programme=programme).order_by()
    sessions = sessions.values("group").annotate(
        last_on=Max("on", filter=Q(on__lt=today)),
        next_on=Min("on", filter=planned & Q(on__gte=today)),
        unmarked=Min("on", filter=planned & Q(on__lt=today)),
    )
    return {row.pop("group"): row for row in sessions}


def _seats(programme) -> dict:
    # One more conversation is for the two to plan.
    to_plan = Q(intake=None) | Q(intake__state=Intake.State.TO_PLAN, intake__number=1)
    to_hold = Q(intake__state=Intake.State.PLANNED)
    mentee = Q(role=Role.MENTEE)
    here = mentee & Q(person__is_active=True)
    held = Seat.objects.held().filter(group__programme=programme)
    seats = (
        held.order_by()
        .values("group")
        .annotate(
            leavers=Count("pk", filter=Q(person__is_active=False)),
            mentees=Count("pk", filter=mentee),
            unplanned=clock.as_day(programme, Min("joined_at", filter=here & to_plan)),
            unheld=Min("intake__on", filter=here & to_hold),
        )
    )
    return {row.pop("group"): row for row in seats}


def pressing(signs: Signs, today: dt.date) -> PressingSign | None:
    """What waits most in a group, None when nothing has waited for too long."""
    if signs.ended:
        return None

    def days(since):
        return (today - since).days if since else -1

    met, without = signs.last_on, signs.next_on is None
    kinds = [
        ("gone", signs.gone, signs.formed),
        ("small", signs.is_small, signs.formed),
        ("broken", signs.is_broken, signs.formed),
        ("unmarked", days(signs.unmarked) >= PASSED, signs.unmarked),
        ("voting", without and days(signs.asked) >= VOTING, signs.asked),
        (
            "no_date",
            without and not (met or signs.asked) and days(signs.formed) >= NO_DATE,
            signs.formed,
        ),
        ("no_next", without and not signs.asked and days(met) >= NO_DATE, met),
        ("unplanned", days(signs.unplanned) >= TO_PLAN, signs.unplanned),
        ("unheld", days(signs.unheld) >= PASSED, signs.unheld),
    ]
    for rank, (kind, waits, since) in enumerate(kinds):
        if waits:
            return PressingSign(rank, since, signs.pk, kind)
    return None


def line(
    waits: PressingSign, group: MentorGroup, signs: Signs, today: dt.date
) -> HandEntry:
    words = in_words(waits.kind, waits.since, (today - waits.since).days)
    if waits.kind == "gone":
        link = reverse("groups:leaver", args=[signs.gone])
        return HandEntry(group, words, _("Decide about the seat"), link)
    if waits.kind == "small":
        link = reverse("groups:small", args=[group.pk])
        return HandEntry(group, words, _("Decide how it goes on"), link)
    if waits.kind == "broken":
        return HandEntry(
            group, words, _("Decide how it goes on"), group.get_absolute_url()
        )
    deed = _("Write to %(name)s") % {"name": group.mentor.called}
    return HandEntry(group, words, deed, f"mailto:{group.mentor.email}")


def in_words(kind: str, since: dt.date, days: int) -> str:
    match kind:
        case "gone":
            words = _("Somebody in it has left the organisation")
        case "small":
            words = _("Fewer mentees than a group has (R1)")
        case "broken":
            words = _("After a change of the roster it breaks a rule")
        case "unmarked":
            words = _("The meeting of %(day)s is not marked as held")
        case "voting":
            words = ngettext(
                "The vote on dates is open for %(days)d day",
                "The vote on dates is open for %(days)d days",
                days,
            )
        case "no_date":
            words = ngettext(
                "No date after %(days)d day", "No date after %(days)d days", days
            )
        case "no_next":
            words = _("No next date since the meeting of %(day)s")
        case "unplanned":
            words = ngettext(
                "An intake without a date after %(days)d day",
                "An intake without a date after %(days)d days",
                days,
            )
        case "unheld":
            words = _("The intake of %(day)s is not marked as held")
    return words % {"days": days, "day": date_format(since, "j F")}
