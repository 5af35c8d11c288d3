"""Who did what on the board, in words."""

from django.utils.translation import gettext as _

from programmes.models import Participation

# So many moves of one step are told.
FEW = 3


def story_of_steps(commands) -> list[str]:
    """Who did what on the board, one sentence for each step; two queries."""
    commands = list(commands)
    moves = [move for one in commands for move in one.change.get("seats", {}).items()]
    keys = {key for mentee, mentors in moves for key in (mentee, *mentors)} - {None}
    parts = Participation.objects.filter(pk__in=keys).select_related("person")
    names = {str(part.pk): part.person.full_name for part in parts}
    return [_step_words(command, names) for command in commands]


def _step_words(command, names) -> str:
    words = f"{command.by.full_name} {command.get_kind_display()}"
    seats = command.change.get("seats", {})
    if 0 < len(seats) <= FEW:
        moves = [_move_words(names, key, *seats[key]) for key in seats]
        words += f" ({'; '.join(moves)})"
    return f"{words}."


def _move_words(names, mentee, was, comes) -> str:
    nowhere = _("no group")
    return _("%(mentee)s from %(was)s to %(comes)s") % {
        "mentee": names.get(mentee, mentee),
        "was": names.get(was, was) if was else nowhere,
        "comes": names.get(comes, comes) if comes else nowhere,
    }
