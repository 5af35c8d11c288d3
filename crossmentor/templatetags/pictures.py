"""Pictures drawn on the server, each with the same said in words."""

import math
from datetime import date, timedelta

from django import template
from django.utils import formats, timezone
from django.utils.dates import MONTHS_AP
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

register = template.Library()

STATES = {
    "done": pgettext_lazy("meeting", "held"),
    "next": pgettext_lazy("meeting", "next"),
    "planned": pgettext_lazy("meeting", "planned"),
    "cancelled": pgettext_lazy("meeting", "cancelled"),
}


@register.inclusion_tag("components/_year.html")
def year_line(
    points,
    start: date | None = None,
    end: date | None = None,
    today: date | None = None,
):
    """Draw meetings on a line of time.

    Each point is a dict: `date`, `state` (done, next, planned, cancelled), and if wanted
    `label`. The line runs from `start` to `end`, or as far as the points do.
    """
    points = sorted(points, key=lambda point: point["date"])
    today = today or timezone.localdate()
    start = start or (points[0]["date"] if points else today)
    end = end or (points[-1]["date"] if points else today)
    span = max((end - start).days, 1)

    def x(day):
        # A little room at both ends keeps the outermost dots whole. As words, which no
        # language writes otherwise.
        return str(round(2 + 96 * (day - start).days / span, 2))

    return {
        "dots": [
            {"x": x(point["date"]), "state": point["state"], "label": in_words(point)}
            for point in points
        ],
        "months": [
            {"x": x(day), "label": MONTHS_AP[day.month]}
            for day in middles_of_months(start, end)
        ],
        "today": x(today) if start <= today <= end else None,
        "summary": year_in_words(points),
    }


def in_words(point: dict) -> str:
    day = formats.date_format(point["date"], "l j F")
    words = [str(point["label"])] if point.get("label") else []
    return ", ".join([*words, day, str(STATES[point["state"]])])


def year_in_words(points: list[dict]) -> str:
    done = sum(point["state"] == "done" for point in points)
    live = sum(point["state"] != "cancelled" for point in points)
    words = ngettext(
        "%(done)s of %(count)s meeting held.",
        "%(done)s of %(count)s meetings held.",
        live,
    ) % {"done": done, "count": live}
    upcoming = [point["date"] for point in points if point["state"] == "next"]
    if upcoming:
        day = formats.date_format(upcoming[0], "l j F")
        words += " " + _("The next one is on %(day)s.") % {"day": day}
    return words


def middles_of_months(start: date, end: date) -> list[date]:
    days = []
    day = start.replace(day=15)
    while day <= end:
        if day >= start:
            days.append(day)
        day = (day + timedelta(days=31)).replace(day=15)
    return days


@register.inclusion_tag("components/_circle.html")
def group_circle(members, middle: str = ""):
    """Draw a group as a circle of names, the mentor on top.

    Each member is a dict: `name` (short), `role` (mentor or mentee), and `left` for who
    is no longer in the group.
    """
    members = sorted(members, key=lambda member: member["role"] != "mentor")
    seats = []
    for index, member in enumerate(members):
        angle = 2 * math.pi * index / len(members) - math.pi / 2
        cos, sin = math.cos(angle), math.sin(angle)
        seats.append(
            {
                **member,
                "x": str(round(160 + 72 * cos)),
                "y": str(round(120 + 72 * sin)),
                "text_x": str(round(160 + 90 * cos)),
                "text_y": str(round(125 + 92 * sin)),
                "anchor": "middle"
                if abs(cos) < 0.15
                else ("start" if cos > 0 else "end"),
            }
        )
    return {"seats": seats, "middle": middle, "summary": group_in_words(members)}


def group_in_words(members: list[dict]) -> str:
    words = {"mentor": _("mentor"), "mentee": _("mentee")}
    return ", ".join(
        "{} ({}{})".format(
            member["name"],
            words[member["role"]],
            ", " + _("no longer in the group") if member.get("left") else "",
        )
        for member in members
    )
