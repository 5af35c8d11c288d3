"""What somebody wrote and did with goals, by month; in constant queries."""

import datetime as dt

from django.db.models import DateField, F, Window
from django.db.models.functions import RowNumber, TruncMonth

from workbook.models import CheckIn, GoalChange
from writing.models import Text

# So many rows of a month are looked at where it is one of several.
OF_EACH = 24


def months_of(person) -> list[dt.date]:
    """The months in which they began a text, or did a thing of `done_in`; latest first."""
    texts = month_of_each(Text.objects.written_by(person).drafts(), "created_at")
    changes = month_of_each(GoalChange.objects.written_by(person), "at")
    check_ins = month_of_each(CheckIn.objects.written_by(person), "at")
    months = texts.union(changes, check_ins)
    return sorted((month for (month,) in months), reverse=True)


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


def of_months(rows, months):
    rows = rows.select_related("goal__text").annotate(month=month_at("at"))
    return rows.filter(month__in=months)


def first_of_each(rows, moment):
    """So many of each month as are shown at most."""
    number = Window(RowNumber(), partition_by=F("month"), order_by=[moment, "pk"])
    return rows.annotate(number=number).filter(number__lte=OF_EACH)
