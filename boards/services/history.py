"""What somebody can take back on a board and do again, and what is in the way of it."""

from django.utils.translation import gettext as _

from boards import board
from boards.models import Step
from boards.sentences import story_of_steps
from spaces.errors import DomainError


def undo_and_redo(composition, person) -> tuple[Step | None, Step | None]:
    """What undo would take back and redo would do again, of their own; one query.

    Another step of theirs forgets what they took back before it.
    """
    own = composition.steps.filter(by=person)
    steps = own.last_standing().union(own.last_undone(), all=True)
    steps = {step.undone is None: step for step in steps}
    undo, redo = steps.get(True), steps.get(False)
    if undo and redo and undo.version > redo.undone:
        redo = None
    return undo, redo


def to_undo(composition, person, version=None) -> Step:
    """The step of that version, or their last that stands; raises DomainError."""
    if version is None:
        step, _redo = undo_and_redo(composition, person)
    else:
        made = composition.steps.made().select_related("by")
        step = made.filter(version=version).first()
    if not step:
        raise DomainError(_("There is nothing to undo."))
    if step.by_id != person.pk:
        words = _("%(name)s made this step, and can take it back.")
        raise DomainError(words % {"name": step.by.full_name})
    if step.undone:
        raise DomainError(_("This step was taken back already."))
    return step


def to_redo(composition, person, version=None) -> Step:
    """What they took back last, if it is the step of that version; or DomainError."""
    _undo, step = undo_and_redo(composition, person)
    if not step or version not in (None, step.version):
        raise DomainError(_("There is nothing to redo."))
    return step


def take_back_step(composition, after, step) -> None:
    """Undo the step on this board; raises DomainError when others changed the same."""
    words = _("Not undone, because the same was changed since: %(told)s")
    _carry_out(composition, after, board.inverse(step.change), step.version, words)


def do_again(composition, after, step) -> None:
    words = _("Not redone, because the same was changed since: %(told)s")
    _carry_out(composition, after, step.change, step.undone, words)


def _carry_out(composition, after, change, version, refusal):
    """As the board was left at that version, or else refuse with who changed it."""
    in_the_way = board.in_the_way(after, change)
    if in_the_way:
        since = composition.steps.since(version).touching(in_the_way).last()
        sentences = story_of_steps([since] if since else [])
        raise DomainError(refusal % {"told": " ".join(sentences)})
    board.carry_out(after, change)
