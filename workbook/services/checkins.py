"""What somebody notes of a learning goal."""

from django.db import transaction

from spaces.unopened import refuse_unopened
from workbook.models import CheckIn, Goal
from workbook.services.goals import copies_of, draw, locked, wait_for_writers
from workbook.services.rhythms import follow_rhythm


@transaction.atomic
def check_in(
    *, goal: Goal, check_in_id, said: str, happened="", next_step=""
) -> CheckIn:
    """Note where one is with a goal, once for each `check_in_id`.

    Whatever the programme's phase: a goal is never locked.
    """
    goal = locked(goal)
    refuse_unopened(goal.text)
    mine = CheckIn.objects.written_by(goal.author)
    if made := mine.filter(pk=check_in_id).first():
        return made
    made = CheckIn.objects.create(
        pk=check_in_id,
        goal=goal,
        author=goal.author,
        space_id=goal.space_id,
        said=said,
        happened=happened,
        next_step=next_step,
        wording=goal.wording,
    )
    draw(goal, copies_of(goal).with_line())
    follow_rhythm(person=goal.author)
    return made


@transaction.atomic
def drop_check_in(*, check_in: CheckIn) -> None:
    """Take it away, for good, also from those who read the line."""
    goal = locked(check_in.goal)
    parts = Goal.objects.split_off(goal)
    # A line that another window draws at this moment would hold it still.
    wait_for_writers(parts)
    check_in.delete()
    for part in [goal, *parts]:
        draw(part, copies_of(part).with_line())
