"""Who did what on the board, in words."""

from django.utils.translation import gettext as _

from programmes.models import Participation

# So many moves of one step are told.
FEW = 3


def story_of_steps(steps) -> list[str]:
    """Who did what on the board, one sentence for each step; two queries."""
    steps = list(steps)
    names = names_of({key for step in steps for move in _moves(step) for key in move})
    return [_step_words(step, names) for step in steps]


def names_of(keys, people=None) -> dict[str, str]:
    """By key of a participation; one query for who is not among these people."""
    known = people.participations if people else {}
    rows = {key: known[key] for key in keys if key in known}
    unknown = set(keys) - rows.keys() - {None}
    if unknown:
        participations = Participation.objects.filter(pk__in=unknown).select_related(
            "person"
        )
        rows |= {str(row.pk): row for row in participations}
    return {key: row.person.full_name for key, row in rows.items()}


def _moves(step) -> list[tuple]:
    """(mentee, mentor of before, mentor now), unless there are too many to tell."""
    seats = step.change.get("seats", {})
    return [(key, *seats[key]) for key in seats] if len(seats) <= FEW else []


def _step_words(step, names) -> str:
    words = f"{step.by.full_name} {step.get_kind_display()}"
    moves = [_move_words(names, *move) for move in _moves(step)]
    return f"{words} ({'; '.join(moves)})." if moves else f"{words}."


def _move_words(names, mentee, was, comes) -> str:
    nowhere = _("no group")
    return _("%(mentee)s from %(was)s to %(comes)s") % {
        "mentee": names.get(mentee, mentee),
        "was": names.get(was, was) if was else nowhere,
        "comes": names.get(comes, comes) if comes else nowhere,
    }
