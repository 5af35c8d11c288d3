"""What becomes of a learning goal: it stays the same goal, and all can be undone."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from spaces.errors import DomainError
from spaces.unopened import refuse_unopened
from workbook.models import Goal, GoalChange, What
from workbook.services.goals import copies_of, locked, tell_reached, write_goal
from workbook.services.rhythms import follow_rhythm
from writing import services as writing


@dataclass(frozen=True)
class GoalReason:
    """Why, for whoever wants to say so: one of `Why`, and own words."""

    why: str = ""
    words: str = ""


@transaction.atomic
def reword(*, goal: Goal, title: str, reason=GoalReason()) -> Goal:
    """Say it otherwise; said the same, nothing happens."""
    goal = locked(goal)
    refuse_unopened(goal.text)
    if title != goal.text.title:
        _note(goal, What.REWORDED, reason)
        _write_title(goal, title)
    return goal


@transaction.atomic
def split(*, goal: Goal, new_id, title: str, other: str, reason=GoalReason()) -> Goal:
    """Make two goals of one, which is worded as `title` then; answers the other one.

    What was noted until then is read with both. Once for each `new_id`; nobody else
    reads the new one.
    """
    goal = locked(goal)
    refuse_unopened(goal.text)
    mine = Goal.objects.written_by(goal.author)
    if made := mine.filter(pk=new_id).first():
        return made
    now = timezone.now()
    _note(goal, What.SPLIT, reason, at=now)
    if title != goal.text.title:
        _write_title(goal, title)
    saved = write_goal(
        author=goal.author,
        goal_id=new_id,
        client_id=uuid4(),
        based_on=None,
        title=other,
    )
    if saved is None:
        raise DomainError(_("This page is too old. Open the goal again."))
    made = mine.get(pk=new_id)
    made.split_from, made.split_at = goal.pk, now
    made.save(update_fields=["split_from", "split_at"])
    return made


def _write_title(goal, title):
    text = goal.text
    typed = {"client_id": uuid4(), "based_on": text.head, "body": text.body}
    goal.text = writing.save(text=text, by=goal.author, title=title, **typed).text
    follow_rhythm(person=goal.author)


@transaction.atomic
def pause(*, goal: Goal, until=None, reason=GoalReason()) -> Goal:
    """Nothing is asked about it, until that day or until it is resumed."""
    goal = locked(goal)
    _note(goal, What.PAUSED, reason, until=until)
    return _become(goal, paused_at=timezone.now(), paused_until=until)


@transaction.atomic
def resume(*, goal: Goal) -> Goal:
    goal = locked(goal)
    if goal.paused_at is None:
        return goal
    _note(goal, What.RESUMED)
    return _become(goal, paused_at=None, paused_until=None)


@transaction.atomic
def let_go(*, goal: Goal, reason=GoalReason()) -> Goal:
    """Out of the list, and taken back from whoever could read it."""
    goal = locked(goal)
    if goal.archived_at is None:
        _note(goal, What.LET_GO, reason)
        _become(goal, archived_at=timezone.now())
    writing.take_back_all(text=goal.text)
    return goal


@transaction.atomic
def bring_back(*, goal: Goal) -> Goal:
    """Into the list again, for the author only."""
    goal = locked(goal)
    if goal.archived_at is None:
        return goal
    _note(goal, What.BROUGHT_BACK)
    return _become(goal, archived_at=None)


@transaction.atomic
def reach(*, goal: Goal) -> Goal:
    goal = locked(goal)
    if goal.reached_at is None:
        _note(goal, What.REACHED)
        _become(goal, reached_at=timezone.now())
        tell_reached(goal, copies_of(goal))
    return goal


@transaction.atomic
def unreach(*, goal: Goal) -> Goal:
    goal = locked(goal)
    if goal.reached_at:
        _note(goal, What.UNREACHED)
        _become(goal, reached_at=None)
        tell_reached(goal, copies_of(goal))
    return goal


def _become(goal, **states) -> Goal:
    for name, value in states.items():
        setattr(goal, name, value)
    goal.save(update_fields=list(states))
    follow_rhythm(person=goal.author)
    return goal


def _note(goal, what, reason=GoalReason(), **more):
    GoalChange.objects.create(
        goal=goal,
        author=goal.author,
        space_id=goal.space_id,
        what=what,
        why=reason.why,
        words=reason.words,
        wording=goal.wording,
        **more,
    )
