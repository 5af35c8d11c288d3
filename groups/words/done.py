"""What a step did, for whoever made it."""

from django.utils.translation import gettext_lazy as _

from groups.models import Command, Pin

WORDS = {
    Command.Kind.MOVE: _("%(mentee)s is with %(mentor)s now."),
    Command.Kind.ADD: _("%(mentor)s has a group on the board now."),
    Command.Kind.REMOVE: _("The group of %(mentor)s is off the board."),
    Command.Kind.REASON: _("The reason is kept for the group of %(mentor)s."),
    Command.Kind.PIN: _("%(mentee)s is pinned to %(mentor)s."),
    Command.Kind.UNPIN: _("No pin between %(mentee)s and %(mentor)s any more."),
    Command.Kind.AWAY: _("%(mentor)s is not available."),
    Command.Kind.PRESENT: _("%(mentor)s is available again."),
    Command.Kind.UNDO: _("Undone."),
    Command.Kind.REDO: _("Redone."),
}


def done_words(kind, chosen) -> str:
    """One sentence; `chosen` is what the form of that step holds."""
    mentee, mentor = chosen.get("mentee"), chosen.get("mentor")
    words = WORDS[kind]
    if kind == Command.Kind.MOVE and mentor is None:
        words = _("%(mentee)s is without a group now.")
    if chosen.get("kind") == Pin.Kind.FORBID:
        words = _("%(mentee)s is kept from %(mentor)s.")
    about = {"mentee": mentee and mentee.person, "mentor": mentor and mentor.person}
    return words % about
