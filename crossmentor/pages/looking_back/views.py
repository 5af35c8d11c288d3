"""Looking back over a year: what somebody wrote, month by month, for their own eyes.

Nothing is counted and nothing compared. A month shows its first lines; all of it has a
page of its own.
"""

import datetime as dt

from django.http import Http404
from django.shortcuts import render
from django.urls import path, register_converter
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from crossmentor.pages.looking_back.months import (
    Month,
    done_in,
    fill,
    in_order,
    lines_of,
)
from crossmentor.pages.looking_back.written import months_of, written_in
from people.web import bounded

# Months on a page, and lines of a month's own page.
MONTHS, LINES = 12, 50


class MonthConverter:
    """`2026-09`: the first day of that month."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value):
        return dt.date.fromisoformat(f"{value}-01")

    def to_url(self, value):
        return f"{value:%Y-%m}"


register_converter(MonthConverter, "month")


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


urlpatterns = [
    path("looking-back/", looking_back, name="looking_back"),
    path("looking-back/<month:first>/", month, name="looking_back_month"),
]
