"""What becomes of a learning goal, and who reads it."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from people.errors import DomainError
from spaces.unopened import refuse_unopened
from workbook.models import GOAL, Goal
from workbook.places import places_of
from writing import services as writing
from writing.models import Shown, Text


@transaction.atomic
def write_goal(*, author, goal_id, **typed) -> writing.Saved | None:
    """Save a goal by its id, made when it is new; None when that is somebody else's."""
    return writing.write(kind=GOAL, key=str(goal_id), by=author, **typed)


@transaction.atomic
def make_goal(*, author, goal_id, answer: Text) -> Goal | None:
    """A learning goal out of the answer to an exercise; once for each `goal_id`."""
    refuse_unopened(answer)
    lines = answer.body.strip().splitlines() or [""]
    title = Truncator(lines[0].strip()).chars(100)
    body = answer.body.strip() if title != answer.body.strip() else ""
    mine = Goal.objects.written_by(author)
    if made := mine.filter(pk=goal_id).first():
        return made
    write_goal(
        author=author,
        goal_id=goal_id,
        client_id=uuid4(),
        based_on=None,
        title=title,
        body=body,
    )
    return mine.filter(pk=goal_id).first()


@transaction.atomic
def reach(*, goal: Goal) -> Goal:
    return _mark(goal, timezone.now())


@transaction.atomic
def unreach(*, goal: Goal) -> Goal:
    return _mark(goal, None)


def _mark(goal, moment):
    goal.reached_at = moment
    goal.save(update_fields=["reached_at"])
    Shown.objects.by(goal.author_id).of(goal.text_id).update(reached_at=moment)
    return goal


@transaction.atomic
def put_away(*, goal: Goal) -> Goal:
    """Out of the list, and taken back from whoever could read it."""
    goal.archived_at = timezone.now()
    goal.save(update_fields=["archived_at"])
    # The goal before its copies, as whoever marks it reached at this moment.
    writing.take_back_all(text=goal.text)
    return goal


@transaction.atomic
def bring_back(*, goal: Goal) -> Goal:
    """Into the list again, for the author only."""
    goal.archived_at = None
    goal.save(update_fields=["archived_at"])
    return goal


@transaction.atomic
def show(*, goal: Goal, space_id, only_title=False) -> Shown:
    """Let the pair or the circle read a goal from now on, as it is and as it becomes.

    With `only_title` that and no more. Raises DomainError when that is no place of the
    author's, or there is no title.
    """
    goal = _locked(goal)
    if goal.archived_at:
        raise DomainError(_("Bring the goal back first, then show it."))
    if space_id not in places_of(goal.author):
        raise DomainError(_("You can show it to your mentor or to your group."))
    if only_title and not goal.text.title:
        raise DomainError(_("This goal has no title yet: first give it one."))
    shown = writing.show(text=goal.text, space_id=space_id, only_title=only_title)
    if shown.reached_at != goal.reached_at:
        shown.reached_at = goal.reached_at
        shown.save(update_fields=["reached_at"])
    return shown


def _locked(goal) -> Goal:
    """As it is now, with its text, which a save locks as well."""
    text = Text.objects.select_for_update(no_key=True).get(pk=goal.text_id)
    goal = Goal.objects.select_for_update(no_key=True).get(pk=goal.pk)
    goal.text = text
    return goal
