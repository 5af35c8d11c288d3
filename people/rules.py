"""Who may do what with people."""

from django.utils.translation import gettext as _


def why_not_left(person, by) -> str:
    """Why `by` may not mark `person` as having left, in words; empty when allowed."""
    if person.pk == by.pk:
        return _("You cannot close your own account: ask another coordinator.")
    # Nobody takes the other coordinators out of the way, of the organisation or of its
    # programmes (`runs`, as the room above calls them).
    if person.coordinates.all() or person.runs.all():
        return _(
            "%(name)s is a coordinator, and no coordinator closes the account of "
            "another. First %(name)s is taken off the coordinators, of the organisation "
            "by who looks after this site, of a programme on its own page."
        ) % {"name": person.full_name}
    return ""


def ties_of(person) -> list[str]:
    """What somebody is here, for which people may not come to them as an adviser.

    In words, of the programmes that go on. Empty: nothing stands in the way.
    """
    ties = []
    if person.coordinates.exists():
        ties.append(_("coordinates the organisation here"))
    if person.runs.exists():
        ties.append(_("coordinates a programme"))
    if person.seats.filter(left_at=None, role="mentor").exists():
        ties.append(_("leads a mentor group"))
    if person.seats.filter(left_at=None, role="mentee").exists():
        ties.append(_("is a mentee in a group"))
    return ties
