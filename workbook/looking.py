"""A learning goal as its author looks back on it: what was noted, and what became of it."""

from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workbook.line import Line, Point
from workbook.models import NO_ROOM, NOTHING, CheckIn, Goal, GoalChange, What

SAID = {
    NOTHING: _("nothing happened"),
    NO_ROOM: _("no room for it now"),
}
LABELS = dict(What.choices)
# What begins a pause, and what ends one.
STOPS = {What.RESUMED, What.PAUSED, What.BROUGHT_BACK}


def back_on(goal: Goal) -> dict:
    """All that was noted of a goal of the person who acts; four queries at most."""
    check_ins = list(CheckIn.objects.readable_with(goal))
    changes = list(GoalChange.objects.of(goal))
    for one in check_ins:
        one.day = timezone.localdate(one.at)
        one.label = SAID.get(one.said, "")
    for one in changes:
        one.label = LABELS.get(one.what, "")
    line = Line(
        [Point(one.day, one.figure, one.label) for one in check_ins],
        reworded(check_ins, changes),
        pauses(changes),
    )
    return {"check_ins": check_ins[::-1], "changes": changes[::-1], "line": line}


def reworded(check_ins, changes) -> list:
    """Where the words changed: when it was said, else when that first showed."""
    said = [
        (one.at, one.wording)
        for one in changes
        if one.what in (What.REWORDED, What.SPLIT)
    ]
    marks = list(said)
    for before, after in pairwise(check_ins):
        told = any(before.at <= at <= after.at for at, _wording in said)
        if before.wording != after.wording and not told:
            marks.append((after.at, before.wording))
    return [(timezone.localdate(at), wording) for at, wording in sorted(marks)]


def pauses(changes) -> list:
    """(from, until), as they came about; None: it lasts."""
    found = []
    for number, one in enumerate(changes):
        if one.what != What.PAUSED:
            continue
        ends = [
            timezone.localdate(later.at)
            for later in changes[number + 1 :]
            if later.what in STOPS
        ]
        ends = [*ends[:1], *([one.until] if one.until else [])]
        found.append((timezone.localdate(one.at), min(ends, default=None)))
    return found
