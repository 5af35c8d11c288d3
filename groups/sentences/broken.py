"""Which rule would break, and with whom, in words for a coordinator."""

from django.utils.translation import gettext as _

from boards.composing import rules
from groups.loaded import Loaded
from people.services.register import folded


def broken_words(loaded: Loaded, mentor, mentee, broken) -> str:
    """One sentence: which rule, with whom. `mentor` and `mentee` are keys."""
    names = {
        "mentor": loaded.name(mentor),
        "mentee": mentee and loaded.name(mentee),
        "other": broken.other and loaded.name(broken.other),
    }
    if broken.rule == rules.SIZE:
        return _size_words(loaded, mentor, names, filling=mentee is not None)
    if broken.rule == rules.SAME_TEAM:
        names["team"] = loaded.participations[mentee].person.team
        return (
            _("%(mentee)s and %(other)s are in the same team, %(team)s (R3).") % names
        )
    if broken.rule == rules.DISCIPLINE:
        return _discipline_words(loaded, mentee, broken, names)
    if broken.rule == rules.LINE_MANAGER:
        if loaded.instance.by_id[mentee].manager != broken.other:
            names["mentee"], names["other"] = names["other"], names["mentee"]
        return _("%(other)s is the line manager of %(mentee)s (R3).") % names
    if broken.rule == rules.PROJECT:
        names["project"] = _shared_project(loaded, mentee, broken.other)
        return (
            _(
                "%(mentee)s and %(other)s worked long and intensively on the same "
                "project, %(project)s (R3)."
            )
            % names
        )
    if (
        broken.rule == rules.EXCLUSION
        and frozenset((mentee, broken.other)) in loaded.met
    ):
        return _("%(mentee)s and %(other)s were in a group together.") % names
    return {
        rules.EXCLUSION: _("%(mentee)s and %(other)s are to be kept apart."),
        rules.LOCKED: _("%(mentee)s is pinned to another mentor."),
        rules.FORBIDDEN: _("%(mentee)s is kept from %(mentor)s."),
    }[broken.rule] % names


def _size_words(loaded, mentor, names, *, filling):
    limit = loaded.instance.limit(loaded.instance.by_id[mentor])
    names |= {"least": loaded.instance.params.min_size, "most": limit}
    if filling:
        return (
            _("The group of %(mentor)s is full: at most %(most)d mentees (R1).") % names
        )
    return _("A group has %(least)d to %(most)d mentees (R1).") % names


def _discipline_words(loaded, mentee, broken, names):
    nothing = _("no discipline")
    names["field"] = loaded.participations[mentee].person.discipline or nothing
    other = loaded.participations[broken.other].person.discipline
    names["other_field"] = other or nothing
    return (
        _(
            "%(mentee)s is in %(field)s and %(other)s in %(other_field)s: that needs a "
            "reason (R2)."
        )
        % names
    )


def _shared_project(loaded, one, other):
    mine, theirs = (
        {stint.project for stint in loaded.instance.by_id[key].projects}
        for key in (one, other)
    )
    return ", ".join(
        sorted((loaded.projects[key] for key in mine & theirs), key=folded)
    )


def too_many_words(mentor, most, count) -> str:
    words = _("%(mentor)s guides at most %(most)d mentees; this group has %(count)d.")
    return words % {"mentor": mentor, "most": most, "count": count}


def relaxed(broken, reason) -> list:
    """Without what a reason to cross disciplines allows (R2)."""
    return [
        breach for breach in broken if not (reason and breach.rule == rules.DISCIPLINE)
    ]


def in_sentences(loaded, mentor, mentee, broken) -> list[str]:
    """Each once; of several with another discipline the first is enough."""
    crossing = [breach for breach in broken if breach.rule == rules.DISCIPLINE]
    kept = [breach for breach in broken if breach not in crossing[1:]]
    return [broken_words(loaded, mentor, mentee, breach) for breach in kept]
