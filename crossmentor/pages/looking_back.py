"""Looking back over a year: what somebody wrote, month by month, for their own eyes.

Nothing is counted and nothing compared. A month shows its first lines; all of it has a
page of its own.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import DateField, F, Window
from django.db.models.functions import RowNumber, TruncMonth
from django.http import Http404
from django.shortcuts import render
from django.urls import path, register_converter, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from people import bounded
from workbook import editions
from workbook.models import EXERCISE, GOAL, CheckIn, GoalChange, What
from writing.export import heading_of
from writing.models import Text

# Months on a page, rows of each that are looked at there, and lines of a month's own page.
MONTHS, OF_EACH, LINES = 12, 24, 50
# So many lines of a month before it leads to its page.
FEW = 8


class MonthConverter:
    """`2026-09`: the first day of that month."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value):
        return dt.date.fromisoformat(f"{value}-01")

    def to_url(self, value):
        return f"{value:%Y-%m}"


register_converter(MonthConverter, "month")


@dataclass(frozen=True)
class Line:
    """Something that somebody wrote, or did with a goal, and where it stands."""

    at: dt.datetime
    what: str
    title: str
    address: str


@dataclass
class Month:
    first: dt.date
    lines: list[Line] = field(default_factory=list)
    goes_on: bool = False


@require_GET
@never_cache
def looking_back(request):
    page = bounded.paged(months_of(request.user), request.GET, MONTHS)
    months = [Month(first) for first in page]
    fill(months, request.user)
    context = {"page": page, "months": months}
    return render(request, "crossmentor/pages/looking_back.html", context)


@require_GET
@never_cache
def month(request, first):
    texts = written_in([first], request.user)
    page = bounded.paged(texts, request.GET, LINES)
    done = done_in([first], request.user) if page.number == 1 else []
    if not page.object_list and not done:
        raise Http404
    context = {
        "page": page,
        "month": Month(first, in_order(lines_of(page), done)),
    }
    return render(request, "crossmentor/pages/looking_back_month.html", context)


def months_of(person) -> list[dt.date]:
    """The months in which they began a text, or did a thing of `done_in`; latest first."""
    texts = month_of_each(Text.objects.written_by(person).drafts(), "created_at")
    changes = month_of_each(GoalChange.objects.written_by(person), "at")
    check_ins = month_of_each(CheckIn.objects.written_by(person), "at")
    months = texts.union(changes, check_ins)
    return sorted((one for (one,) in months), reverse=True)


def month_of_each(rows, moment):
    return rows.order_by().annotate(month=month_at(moment)).values_list("month")


def month_at(moment) -> TruncMonth:
    """Its first day, by the clock of who reads."""
    return TruncMonth(moment, output_field=DateField())


def written_in(months, person):
    """What they began in these months, as it lies in their own space."""
    texts = Text.objects.written_by(person).drafts().select_related("space")
    texts = texts.annotate(month=month_at("created_at")).defer("body")
    return texts.filter(month__in=months).order_by("created_at", "pk")


def done_in(months, person) -> list:
    """What they did with their goals in these months, and where they noted how it goes."""
    changes = GoalChange.objects.written_by(person)
    check_ins = CheckIn.objects.written_by(person)
    return [
        *(change_of(one) for one in of_months(changes, months)),
        *(check_in_of(one) for one in of_months(check_ins, months)),
    ]


def of_months(rows, months):
    rows = rows.select_related("goal__text").annotate(month=month_at("at"))
    return first_of_each(rows.filter(month__in=months), "at")


def first_of_each(rows, moment):
    """So many of each month as are shown at most."""
    number = Window(RowNumber(), partition_by=F("month"), order_by=[moment, "pk"])
    return rows.annotate(number=number).filter(number__lte=OF_EACH)


def fill(months, person) -> None:
    """With the lines of each; three queries, however many there are."""
    by_first = {one.first: one for one in months}
    texts = list(first_of_each(written_in(by_first, person), "created_at"))
    for text in texts:
        by_first[text.month].goes_on |= text.number == OF_EACH
    lines = in_order(lines_of(texts), done_in(by_first, person))
    for line in lines:
        by_first[month_of(line.at)].lines.append(line)
    for one in months:
        one.goes_on |= len(one.lines) > FEW
        one.lines = one.lines[:FEW]


def month_of(moment) -> dt.date:
    return timezone.localdate(moment).replace(day=1)


def in_order(lines, done) -> list[Line]:
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
            yield Line(
                text.created_at,
                _("An exercise"),
                exercise_of(text),
                text.get_absolute_url(),
            )
        elif text.kind == GOAL:
            title = str(text.title) or _("without a title")
            yield Line(
                text.created_at, _("A learning goal"), title, text.get_absolute_url()
            )
        else:
            address = reverse("writing:history", args=[text.pk])
            yield Line(text.created_at, _("Words of yours"), heading_of(text), address)


def exercise_of(text) -> str:
    question = editions.find(text.key, get_language())
    return question.exercise.title if question else _("An exercise of before")


def change_of(change) -> Line:
    """What became of a goal, and how it was worded then."""
    title = str(change.wording) or str(change.goal.text.title) or _("without a title")
    did = dict(What.choices).get(str(change.what), "")
    what = (
        _("A learning goal, %(what)s") % {"what": did} if did else _("A learning goal")
    )
    address = reverse("workbook:goal", args=[change.goal_id])
    return Line(change.at, what, title, address)


def check_in_of(one) -> Line:
    """That it was noted, not what."""
    title = str(one.wording) or str(one.goal.text.title) or _("without a title")
    address = reverse("workbook:goal", args=[one.goal_id])
    return Line(one.at, _("You noted how it goes"), title, address)


urlpatterns = [
    path("looking-back/", looking_back, name="looking_back"),
    path("looking-back/<month:first>/", month, name="looking_back_month"),
]
