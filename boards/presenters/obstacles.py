"""What stands in the way of any composition at all, and what would help."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.sentences import Capacity, Scope
from groups.loaded import Loaded
from groups.sentences import listed
from programmes.models import Role


def obstacles(loaded: Loaded) -> list[str]:
    """What stands in the way of any composition at all, and what would help."""
    params = loaded.instance.params
    present = [p for p in loaded.instance.people if p.id not in loaded.absent]
    mentees = [person for person in present if person.role == Role.MENTEE]
    mentors = [person for person in present if person.role == Role.MENTOR]
    values = {"count": len(mentees), "least": params.min_size}
    if not mentors:
        return [_("No mentor is enrolled yet: invite mentors to the programme.")]
    if len(mentees) < params.min_size:
        words = _("No mentee is enrolled yet: invite mentees to the programme.")
        if mentees:
            words = ngettext(
                "%(count)d mentee is enrolled, and a group has at least %(least)d: "
                "invite more mentees to the programme.",
                "%(count)d mentees are enrolled, and a group has at least %(least)d: "
                "invite more mentees to the programme.",
                len(mentees),
            )
        return [words % values]
    sentences = [*_mute(loaded, mentors), *_without_discipline(loaded, present)]
    if params.cross_discipline:
        return [*sentences, *_obstacles_of(loaded, Scope(None, True), mentees, mentors)]
    by_discipline = _by_discipline(loaded, mentees), _by_discipline(loaded, mentors)
    for discipline in dict.fromkeys(key for part in by_discipline for key in part):
        of_it = [part.get(discipline, []) for part in by_discipline]
        sentences += _obstacles_of(loaded, Scope(discipline), *of_it)
    return sentences


def _mute(loaded, mentors) -> list[str]:
    names = [loaded.name(mentor.id) for mentor in mentors if not mentor.expertise]
    words = ngettext(
        "%(names)s has not said yet what to help with: ask.",
        "%(names)s have not said yet what to help with: ask them.",
        len(names),
    )
    return [words % {"names": listed(names)}] if names else []


def _without_discipline(loaded, people) -> list[str]:
    names = [loaded.name(person.id) for person in people if not person.discipline]
    words = ngettext(
        "%(names)s has no discipline in the roster: add it there.",
        "%(names)s have no discipline in the roster: add it there.",
        len(names),
    )
    return [words % {"names": listed(names)}] if names else []


def _by_discipline(loaded, people) -> dict:
    parts = defaultdict(list)
    for person in people:
        parts[loaded.participations[person.id].person.discipline].append(person)
    return parts


def _obstacles_of(loaded, field, mentees, mentors) -> list[str]:
    least = loaded.instance.params.min_size
    teams = {person.team or person.id for person in mentees}
    values = {"label": field.label, "count": len(mentees), "least": least}
    values |= {"teams": len(teams), "lack": least - len(mentees)}
    if not mentees:
        words = _(
            "%(label)s: a mentor and no mentees. Invite mentees, or cross disciplines "
            "with a reason (R2)."
        )
    elif not mentors:
        words = ngettext(
            "%(label)s: %(count)d mentee and no mentor. Find a mentor, or cross "
            "disciplines with a reason (R2).",
            "%(label)s: %(count)d mentees and no mentor. Find a mentor, or cross "
            "disciplines with a reason (R2).",
            len(mentees),
        )
    elif len(mentees) < least:
        words = ngettext(
            "%(label)s: %(count)d mentee, and a group has at least %(least)d. Invite "
            "%(lack)d more, or cross disciplines with a reason (R2).",
            "%(label)s: %(count)d mentees, and a group has at least %(least)d. Invite "
            "%(lack)d more, or cross disciplines with a reason (R2).",
            len(mentees),
        )
    elif len(teams) < least:
        words = ngettext(
            "%(label)s: all mentees are in the same team, and two of a team cannot "
            "share a group (R3). Invite mentees of other teams.",
            "%(label)s: the mentees come from only %(teams)d teams, and two of a team "
            "cannot share a group (R3). Invite mentees of other teams.",
            len(teams),
        )
    else:
        places = Capacity(loaded, field, len(mentees), mentors)
        return [f"{places.why} {places.help}"] if places.lacking else []
    return [words % values]
