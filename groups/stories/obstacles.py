"""What stands in the way of any composition at all, and what would help."""

from collections import Counter, defaultdict

from django.utils.translation import gettext as _

from groups.loading import Loaded
from programmes.models import Role


def obstacles(loaded: Loaded) -> list[str]:
    """What stands in the way of any composition at all, and what would help."""
    params = loaded.instance.params
    present = [p for p in loaded.instance.people if p.id not in loaded.absent]
    mentees = [person for person in present if person.role == Role.MENTEE]
    mentors = [person for person in present if person.role == Role.MENTOR]
    about = {"count": len(mentees), "least": params.min_size}
    if not mentors:
        return [_("No mentor is enrolled yet: invite mentors to the programme.")]
    if len(mentees) < params.min_size:
        return [
            _(
                "Mentees enrolled: %(count)d. A group has at least %(least)d: invite "
                "more mentees."
            )
            % about
        ]
    found = [
        _("%(name)s has not said yet what to help with: ask for it.")
        % {"name": loaded.name(mentor.id)}
        for mentor in mentors
        if not mentor.expertise
    ]
    parts = {"": mentees} if params.cross_discipline else _by_discipline(mentees)
    for part in parts:
        leads = [m for m in mentors if params.cross_discipline or m.discipline == part]
        found += _obstacles_of(loaded, parts[part], leads, params)
    return found


def _by_discipline(people) -> dict:
    parts = defaultdict(list)
    for person in people:
        parts[person.discipline].append(person)
    return parts


def _obstacles_of(loaded, mentees, mentors, params) -> list[str]:
    teams = Counter(person.team or person.id for person in mentees)
    about = {
        "field": loaded.participations[mentees[0].id].person.discipline
        or _("no discipline"),
        "count": len(mentees),
        "least": params.min_size,
        "teams": len(teams),
    }
    if not mentors:
        words = _(
            "%(field)s has mentees (%(count)d) and no mentor: find one, or cross "
            "disciplines with a reason (R2)."
        )
    elif len(mentees) < params.min_size:
        words = _(
            "%(field)s has too few mentees (%(count)d) for a group of at least %(least)d: "
            "invite more, or cross disciplines with a reason (R2)."
        )
    elif len(teams) < params.min_size:
        words = _(
            "The mentees in %(field)s come from too few teams (%(teams)d): in a group "
            "everybody is from another team (R3). Invite mentees of other teams."
        )
    else:
        return []
    return [words % about]
