"""Learning goals: how they come about, and who reads them."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from spaces.errors import DomainError
from spaces.unopened import refuse_unopened
from workbook.line import as_copied
from workbook.models import GOAL, CheckIn, Goal, ShownLine
from workbook.places import places_of
from writing import services as writing
from writing.models import Part, Shown, Text


@transaction.atomic
def write_goal(*, author, goal_id, **typed) -> writing.Saved | None:
    """Save a goal by its id, made when it is new; None when that is somebody else's."""
    return writing.write_text(kind=GOAL, key=str(goal_id), by=author, **typed)


@transaction.atomic
def make_goal(*, author, goal_id, answer: Text, more=()) -> Goal | None:
    """A learning goal out of the answer to an exercise; once for each `goal_id`.

    What was answered to `more` of the exercise comes below it.
    """
    refuse_unopened(answer)
    writing.refuse_erasing(answer)
    lines = answer.body.strip().splitlines() or [""]
    title = Truncator(lines[0].strip()).chars(100)
    rest = answer.body.strip() if title != answer.body.strip() else ""
    parts = [rest, *(extra.body.strip() for extra in more if not extra.unopened)]
    body = "\n\n".join(part for part in parts if part)
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
def show_goal(*, goal: Goal, space_id, part=Part.WORDS) -> Shown:
    """Let the pair or the circle read a goal from now on, as it is and as it becomes.

    Its title, its words, its line over the year, or both of these. Raises DomainError
    when that is no place of the author's, or there is no title.
    """
    goal = locked(goal)
    if goal.archived_at:
        raise DomainError(_("Bring the goal back first, then show it."))
    if space_id not in places_of(goal.author):
        raise DomainError(_("You can show it to your mentor or to your group."))
    if part == Part.TITLE and not goal.text.title:
        raise DomainError(_("This goal has no title yet: first give it one."))
    shown = writing.show_text(text=goal.text, space_id=space_id, part=part)
    tell_reached(goal, [shown])
    draw(goal, [shown])
    return shown


def tell_reached(goal, copies) -> None:
    """Those who read its words read whether it was reached; a line alone says nothing."""
    for shown in copies:
        known = goal.reached_at if shown.has_words else None
        if shown.reached_at != known:
            shown.reached_at = known
            shown.save(update_fields=["reached_at"])


def draw(goal, copies) -> None:
    """Have the line that these copies hold, or do not, be as it is now."""
    figures = None
    for shown in copies:
        drawn = ShownLine.objects.filter(shown=shown)
        if not shown.has_line:
            drawn.delete()
            continue
        figures = figures or as_copied(CheckIn.objects.readable_with(goal))
        held = {"figures": figures, "changed_at": timezone.now()}
        ShownLine.objects.update_or_create(
            shown=shown,
            defaults=held,
            create_defaults=held
            | {"space_id": shown.space_id, "author_id": goal.author_id},
        )


def copies_of(goal):
    """What others read of it."""
    return Shown.objects.by(goal.author_id).of(goal.text_id)


def locked(goal) -> Goal:
    """As it is now, with its text, which a save locks as well.

    Raises ErasedMeanwhile where it waits to be erased.
    """
    texts = Text.objects.with_erasing().select_for_update(no_key=True)
    text = texts.get(pk=goal.text_id)
    writing.refuse_erasing(text)
    goal = Goal.objects.select_for_update(no_key=True).get(pk=goal.pk)
    goal.text = text
    return goal


def wait_for_writers(goals) -> None:
    """Who writes of one of these waits too from here on, to the end of the transaction.

    The oldest first, as whoever takes a note away locks the goal before what was split
    off it.
    """
    texts = Text.objects.at_any([goal.text_id for goal in goals])
    list(texts.select_for_update(no_key=True).order_by("created_at").values("pk"))
