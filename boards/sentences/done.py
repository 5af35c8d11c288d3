"""What a step did, for whoever made it: in a sentence, and in brief on a button."""

from django.utils.translation import gettext_lazy as _

from boards.models import Pin, Step
from boards.sentences.steps import names_of

Kind = Step.Kind
# Moved out of a group, and kept from a mentor.
OUT, FORBID = "out", "forbid"
BRIEF = {
    Kind.MOVE: _("%(mentee)s to %(mentor)s"),
    OUT: _("%(mentee)s to no group"),
    Kind.ADD: _("group of %(mentor)s added"),
    Kind.REMOVE: _("group of %(mentor)s removed"),
    Kind.REASON: _("reason for the group of %(mentor)s"),
    Kind.PIN: _("%(mentee)s pinned to %(mentor)s"),
    FORBID: _("%(mentee)s kept from %(mentor)s"),
    Kind.UNPIN: _("pin of %(mentee)s and %(mentor)s removed"),
    Kind.AWAY: _("%(mentor)s not available"),
    Kind.PRESENT: _("%(mentor)s available again"),
    Kind.PROPOSAL: _("proposal taken over"),
    Kind.IMPORT: _("spreadsheet taken over"),
}
DONE = {
    Kind.MOVE: _("%(mentee)s is with %(mentor)s now."),
    OUT: _("%(mentee)s is without a group now."),
    Kind.ADD: _("%(mentor)s has a group on the board now."),
    Kind.REMOVE: _("The group of %(mentor)s is off the board."),
    Kind.REASON: _("The reason is kept for the group of %(mentor)s."),
    Kind.PIN: _("%(mentee)s is pinned to %(mentor)s."),
    FORBID: _("%(mentee)s is kept from %(mentor)s."),
    Kind.UNPIN: _("No pin between %(mentee)s and %(mentor)s any more."),
    Kind.AWAY: _("%(mentor)s is not available."),
    Kind.PRESENT: _("%(mentor)s is available again."),
    Kind.UNDO: _("Undone: %(step)s."),
    Kind.REDO: _("Redone: %(step)s."),
}


def done_words(made) -> str:
    """One sentence on what a step that was made just now did."""
    if made.of:
        (words,) = brief_words([made.of], made.people)
        return str(DONE[made.step.kind] % {"step": words})
    return _words(DONE, made.step, names_of(_about(made.step), made.people))


def brief_words(steps, people) -> list[str]:
    """What each step did, in a few words; a query for who is not among these people."""
    names = names_of({key for step in steps for key in _about(step)}, people)
    return [_words(BRIEF, step, names) for step in steps]


def _words(table, step, names) -> str:
    mentee, mentor = _about(step)
    values = {"mentee": names.get(mentee), "mentor": names.get(mentor)}
    return str(table[_case(step)] % values)


def _about(step) -> tuple[str | None, str | None]:
    """The mentee and the mentor, the first of many."""
    pins = step.change.get("pins", {})
    for pair in sorted(pins, key=lambda pair: pins[pair][1] is None):
        return tuple(pair.split(":"))
    for part in ("away", "columns"):
        for mentor in step.change.get(part, ()):
            return None, mentor
    for mentee, (was, comes) in step.change["seats"].items():
        return mentee, comes or was


def _case(step) -> str:
    """The kind of the step, or what is told otherwise of that kind."""
    mentee, mentor = _about(step)
    seat = step.change.get("seats", {}).get(mentee)
    is_out = seat is not None and seat[1] is None
    if step.kind == Kind.MOVE and is_out:
        return OUT
    pin = step.change.get("pins", {}).get(f"{mentee}:{mentor}")
    if step.kind == Kind.PIN and (pin[1] == Pin.Kind.FORBID if pin else is_out):
        return FORBID
    return step.kind
