"""The line of a learning goal over the year: figures and days, and what is drawn of it.

Pure: whoever draws gives what was noted, where the words changed, and the pauses.
"""

import datetime as dt
import json
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils import formats, timezone
from django.utils.dates import MONTHS_AP
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST = 10
# In pixels from above: where the ten is, one figure less, and where none was given.
TOP, STEP, BELOW = 12, 11, 139
# In hundredths of the width: beside the figures, and whole dots at the end.
LEFT, RIGHT = 7, 98
# A line of a day would say more than there is.
LEAST = dt.timedelta(days=28)
# With more of them dots are smaller.
MANY = 24
# So many names of months can be read beside each other.
MONTHS = 12


@dataclass(frozen=True)
class LinePoint:
    """What was noted on a day; no figure where nothing happened, or there was no room."""

    day: dt.date
    figure: int | None = None
    label: str = ""


@dataclass(frozen=True)
class GoalLine:
    points: list[LinePoint] = field(default_factory=list)
    # (day, how it was worded until then)
    reworded: list[tuple[dt.date, str]] = field(default_factory=list)
    # (from, until); None: it lasts.
    pauses: list[tuple[dt.date, dt.date | None]] = field(default_factory=list)


def as_copied(check_ins) -> str:
    """What a copy of the line holds: figures and days, and nothing else."""
    figures = [
        (check_in.at, check_in.figure)
        for check_in in check_ins
        if check_in.figure is not None
    ]
    return json.dumps([[timezone.localdate(at).isoformat(), it] for at, it in figures])


def copied(text: str) -> GoalLine:
    """The line that a copy holds."""
    points = json.loads(text) if text else []
    return GoalLine(
        [LinePoint(dt.date.fromisoformat(day), figure) for day, figure in points]
    )


def drawn(line: GoalLine, today: dt.date) -> dict:
    """What the template `workbook/_line.html` draws."""
    days = [point.day for point in line.points]
    start = min([*days, today])
    end = max([*days, today, start + LEAST])

    def x(day):
        share = (min(max(day, start), end) - start) / (end - start)
        # As words, which no language writes otherwise.
        return str(round(LEFT + (RIGHT - LEFT) * share, 2))

    dots = [
        {
            "x": x(point.day),
            "y": BELOW if point.figure is None else y(point.figure),
            "open": point.figure is None,
            "label": in_words(point),
        }
        for point in line.points
    ]
    return {
        "scale": [{"figure": figure, "y": y(figure)} for figure in (MOST, 5, 0)],
        "dots": dots,
        "radius": 3 if len(dots) > MANY else 5,
        "segments": list(pairwise(dot for dot in dots if not dot["open"])),
        "pauses": [
            {"x": x(since), "width": str(float(x(until or end)) - float(x(since)))}
            for since, until in line.pauses
        ],
        "marks": [
            {"x": x(day), "day": day, "words": words, "number": number}
            for number, (day, words) in enumerate(line.reworded, 1)
        ],
        "months": [
            {"x": x(day), "label": MONTHS_AP[day.month]} for day in months(start, end)
        ],
        "summary": summary(line),
        "points": line.points[::-1],
    }


def y(figure: int) -> int:
    return TOP + (MOST - figure) * STEP


def months(start, end) -> list[dt.date]:
    """The first days of the months, of few enough to be read."""
    days, day = [], start.replace(day=1)
    while day <= end:
        if day >= start:
            days.append(day)
        day = (day + dt.timedelta(days=32)).replace(day=1)
    return days[:: max(len(days) - 1, 0) // MONTHS + 1]


def in_words(point: LinePoint) -> str:
    parts = [formats.date_format(point.day, "j F Y"), str(point.label)]
    if point.figure is not None:
        parts.insert(1, str(point.figure))
    return ", ".join(filter(None, parts))


def summary(line: GoalLine) -> str:
    figures = [point for point in line.points if point.figure is not None]
    words = ngettext(
        "%(count)s time noted.", "%(count)s times noted.", len(line.points)
    ) % {"count": len(line.points)}
    if len(figures) == 1:
        (point,) = figures
        words += " " + _("One figure: %(figure)s, on %(day)s.") % {
            "figure": point.figure,
            "day": formats.date_format(point.day, "j F"),
        }
    elif figures:
        first, last = figures[0], figures[-1]
        words += " " + _("First %(first)s, on %(day)s; last %(last)s, on %(end)s.") % {
            "first": first.figure,
            "day": formats.date_format(first.day, "j F"),
            "last": last.figure,
            "end": formats.date_format(last.day, "j F"),
        }
    return words
