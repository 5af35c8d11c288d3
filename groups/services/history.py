"""What stands of the steps on a board, what was taken back, and by whom."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from groups import board
from groups.models import Command
from groups.words import story_of_steps
from people.errors import DomainError


@dataclass
class History:
    """Versions of the steps that stand, and of those taken back, the last one last.

    Another step forgets what was taken back before it. `by`: who made a step.
    """

    done: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    by: dict[int, int] = field(default_factory=dict)


def history(composition) -> History:
    """One query."""
    found = History()
    done, undone = found.done, found.undone
    steps = composition.commands.values_list("version", "kind", "undoes", "by_id")
    for version, kind, undoes, by in steps:
        if kind == Command.Kind.UNDO:
            # Of before steps said which one they took back it was the last.
            taken = undoes or done[-1]
            done.remove(taken)
            undone.append(taken)
        elif kind == Command.Kind.REDO:
            done.append(undone.pop())
        else:
            done.append(version)
            undone.clear()
            found.by[version] = by
    return found


def steps(composition, person=None) -> tuple[Command | None, Command | None]:
    """What undo would take back and what redo would do again; two queries.

    Of what stands, the last step of `person`; the last of all when there is none.
    """
    known = history(composition)
    mine = [one for one in known.done if person and known.by[one] == person.pk]
    tops = [(mine or known.done or [None])[-1], (known.undone or [None])[-1]]
    found = {
        step.version: step
        for step in composition.commands.filter(version__in=tops).select_related("by")
    }
    return found.get(tops[0]), found.get(tops[1])


def to_undo(composition, version=None) -> Command:
    """The step of that version, or the last that stands; raises DomainError."""
    known = history(composition)
    if not known.done:
        raise DomainError(_("There is nothing to undo."))
    if version is None:
        version = known.done[-1]
    if version not in known.done:
        raise DomainError(_("This step was taken back already."))
    return composition.commands.get(version=version)


def to_redo(composition, version=None) -> Command:
    """The step that was taken back last, if it is that one; raises DomainError."""
    known = history(composition)
    if not known.undone or version not in (None, known.undone[-1]):
        raise DomainError(_("There is nothing to redo."))
    return composition.commands.get(version=known.undone[-1])


def take_back(composition, after, step) -> None:
    """Undo the step on this board; raises DomainError when others were built on it."""
    standing = history(composition).done
    later = composition.commands.filter(version__in=standing).since(step.version)
    built = [one for one in later if _builds_on(one.change, step.change)]
    if built:
        told = " ".join(story_of_steps(built))
        words = _("Not undone, because other steps were built on it: %(told)s")
        raise DomainError(words % {"told": told})
    board.carry_out(after, board.inverse(step.change))


def _builds_on(later: dict, change: dict) -> bool:
    """Whether a later change is about what this one made."""
    same = any(
        later.get(part, {}).keys() & keys.keys() for part, keys in change.items()
    )
    groups = change.get("columns", {}).keys()
    seats = {mentor for _was, mentor in later.get("seats", {}).values()}
    pins = {key.split(":")[1] for key in later.get("pins", {})}
    return same or bool(groups & (seats | pins))
