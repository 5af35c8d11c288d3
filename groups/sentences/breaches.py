"""What a group under way breaks since the roster changed, in words."""

from django.utils.translation import gettext as _

from groups.models import BreachRule
from programmes.models import Role


def breach_words(breach, projects) -> str:
    """One sentence; `projects` by key, of breaches that are about one."""
    mentee, other = breach.first, breach.second
    if breach.rule == BreachRule.LINE_MANAGER:
        swap = mentee.person.manager_id != other.person_id
    else:
        swap = mentee.role == Role.MENTOR
    if swap:
        mentee, other = other, mentee
    nothing = _("no discipline")
    names = {
        "mentee": mentee.person.full_name,
        "other": other.person.full_name,
        "team": mentee.person.team,
        "field": mentee.person.discipline or nothing,
        "other_field": other.person.discipline or nothing,
        "project": projects.get(breach.about),
    }
    return {
        BreachRule.SAME_TEAM: _(
            "%(mentee)s and %(other)s are in the same team, %(team)s (R3)."
        ),
        BreachRule.DISCIPLINE: _(
            "%(mentee)s is in %(field)s and %(other)s in %(other_field)s: that needs a "
            "reason (R2)."
        ),
        BreachRule.LINE_MANAGER: _("%(other)s is the line manager of %(mentee)s (R3)."),
        BreachRule.PROJECT: _(
            "%(mentee)s and %(other)s worked long and intensively on the same "
            "project, %(project)s (R3)."
        ),
        BreachRule.EXCLUSION: _("%(mentee)s and %(other)s are to be kept apart."),
    }[BreachRule(breach.rule)] % names
