"""Months with their lines: what somebody wrote, or did with a goal, and where it stands."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crossmentor.pages.looking_back.written import (
    OF_EACH,
    first_of_each,
    of_months,
    written_in,
)
from workbook import editions
from workbook.models import EXERCISE, GOAL, CheckIn, GoalChange, What
from writing.export import heading_of

# So many lines of a month before it leads to its page.
FEW = 8


@dataclass(frozen=True)
class MonthEntry:
    """Something that somebody wrote, or did with a goal, and where it stands."""

    at: dt.datetime
    what: str
    title: str
    address: str


@dataclass
class Month:
    first: dt.date
    lines: list[MonthEntry] = field(default_factory=list)
    goes_on: bool = False


def fill(months, person) -> None:
    """With the lines of each; three queries, however many there are."""
    by_first = {month.first: month for month in months}
    texts = list(first_of_each(written_in(by_first, person), "created_at"))
    for text in texts:
        by_first[text.month].goes_on |= text.number == OF_EACH
    lines = in_order(lines_of(texts), done_in(by_first, person, few=True))
    for line in lines:
        by_first[month_of(line.at)].lines.append(line)
    for month in months:
        month.goes_on |= len(month.lines) > FEW
        month.lines = month.lines[:FEW]


def month_of(moment) -> dt.date:
    return timezone.localdate(moment).replace(day=1)


def done_in(months, person, *, few=False) -> list:
    """What they did with their goals in these months, and where they noted how it goes.

    `few`: the first of each month.
    """
    changes = of_months(GoalChange.objects.written_by(person), months)
    check_ins = of_months(CheckIn.objects.written_by(person), months)
    if few:
        changes = first_of_each(changes, "at")
        check_ins = first_of_each(check_ins, "at")
    return [*map(change_of, changes), *map(check_in_of, check_ins)]


def in_order(lines, done) -> list[MonthEntry]:
    return sorted([*lines, *done], key=lambda line: line.at)


def lines_of(texts):
    """One for each, but of an exercise with several questions the first."""
    begun = set()
    for text in texts:
        if text.kind == EXERCISE:
            slug = text.key.partition(".")[0]
            if slug in begun:
                continue
            begun.add(slug)
            yield MonthEntry(
                text.created_at,
                _("An exercise"),
                exercise_of(text),
                text.get_absolute_url(),
            )
        elif text.kind == GOAL:
            title = str(text.title) or _("without a title")
            yield MonthEntry(
                text.created_at, _("A learning goal"), title, text.get_absolute_url()
            )
        else:
            address = reverse("writing:history", args=[text.pk])
            yield MonthEntry(
                text.created_at, _("Words of yours"), heading_of(text), address
            )


def exercise_of(text) -> str:
    question = editions.question_under(text.key, get_language())
    return question.exercise.title if question else _("An exercise of before")


def change_of(change) -> MonthEntry:
    """What became of a goal, and how it was worded then."""
    title = str(change.wording) or str(change.goal.text.title) or _("without a title")
    did = dict(What.choices).get(str(change.what), "")
    what = (
        _("A learning goal, %(what)s") % {"what": did} if did else _("A learning goal")
    )
    address = reverse("workbook:goal", args=[change.goal_id])
    return MonthEntry(change.at, what, title, address)


def check_in_of(check_in) -> MonthEntry:
    """That it was noted, not what."""
    title = (
        str(check_in.wording) or str(check_in.goal.text.title) or _("without a title")
    )
    address = reverse("workbook:goal", args=[check_in.goal_id])
    return MonthEntry(check_in.at, _("You noted how it goes"), title, address)
