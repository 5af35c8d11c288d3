"""A learning goal as its author looks back on it: what was noted, and what became of it."""

from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workbook.line import GoalLine, LinePoint
from workbook.models import (
    NO_ROOM,
    NOTHING,
    CheckIn,
    Goal,
    GoalChange,
    What,
    ends_of,
)

SAID = {
    NOTHING: _("nothing happened"),
    NO_ROOM: _("no room for it now"),
}
LABELS = dict(What.choices)
# What begins a pause, and what ends one.
STOPS = {What.RESUMED, What.PAUSED, What.BROUGHT_BACK}


def back_on(goal: Goal) -> dict:
    """All that was noted of a goal of the person who acts; four queries at most."""
    return story_of(CheckIn.objects.readable_with(goal), GoalChange.objects.of(goal))


def back_on_each(goals, person) -> list[dict]:
    """The same of all goals of a person; two queries, however many there are."""
    split = {goal.pk: goal for goal in goals if goal.split_from}
    check_ins = list(CheckIn.objects.written_by(person).order_by("at", "pk"))
    changes = list(GoalChange.objects.written_by(person).order_by("at", "pk"))
    return [
        story_of(
            [
                check_in
                for check_in in check_ins
                if is_of(check_in, goal, ends_of(goal, split))
            ],
            [change for change in changes if change.goal_id == goal.pk],
        )
        for goal in goals
    ]


def is_of(check_in, goal, ends) -> bool:
    if check_in.goal_id in ends:
        return check_in.at <= ends[check_in.goal_id]
    return check_in.goal_id == goal.pk


def story_of(check_ins, changes) -> dict:
    check_ins, changes = list(check_ins), list(changes)
    for check_in in check_ins:
        check_in.day = timezone.localdate(check_in.at)
        check_in.label = SAID.get(check_in.said, "")
    for change in changes:
        change.label = LABELS.get(change.what, "")
    line = GoalLine(
        [
            LinePoint(check_in.day, check_in.figure, check_in.label)
            for check_in in check_ins
        ],
        reworded(check_ins, changes),
        pauses(changes),
    )
    return {"check_ins": check_ins[::-1], "changes": changes[::-1], "line": line}


def reworded(check_ins, changes) -> list:
    """Where the words changed: when it was said, else when that first showed."""
    changed = [
        (change.at, change.wording)
        for change in changes
        if change.what in (What.REWORDED, What.SPLIT)
    ]
    marks = list(changed)
    for before, after in pairwise(check_ins):
        is_told = any(before.at <= at <= after.at for at, _wording in changed)
        if before.wording != after.wording and not is_told:
            marks.append((after.at, before.wording))
    return [(timezone.localdate(at), wording) for at, wording in sorted(marks)]


def pauses(changes) -> list:
    """(from, until), as they came about; None: it lasts."""
    spans = []
    for number, change in enumerate(changes):
        if change.what != What.PAUSED:
            continue
        ends = [
            timezone.localdate(later.at)
            for later in changes[number + 1 :]
            if later.what in STOPS
        ]
        ends = [*ends[:1], *([change.until] if change.until else [])]
        spans.append((timezone.localdate(change.at), min(ends, default=None)))
    return spans
