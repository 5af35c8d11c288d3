"""Which rule would break, and with whom, in words for a coordinator."""

from django.utils.translation import gettext as _

from boards import composing
from boards.composing import rules
from groups.loaded import Loaded
from groups.loading import load
from people.services.register import folded
from programmes.models import Role


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


def joining_breaks(group, seats, participation) -> list[str]:
    """What would break if somebody joined a group that is under way, in sentences."""
    keys = [seat.participation_id for seat in seats]
    loaded = load(group.programme, only=[*keys, participation.pk], again=True)
    mentor = next(str(s.participation_id) for s in seats if s.role == Role.MENTOR)
    others = [str(key) for key in keys if str(key) != mentor]
    found = composing.breaks(loaded.instance, str(participation.pk), mentor, others)
    return in_sentences(
        loaded,
        mentor,
        str(participation.pk),
        relaxed(found, group.cross_discipline_reason),
    )


def leading_breaks(group, seats, participation) -> list[str]:
    """What would break if another mentor led a group that is under way.

    Its size only if that is more than the mentor wants: the programme's own maximum is
    asked of a group when it is formed and of who comes, and may be lowered since.
    """
    mentees = [str(one.participation_id) for one in seats if one.role == Role.MENTEE]
    lead = str(participation.pk)
    loaded = load(group.programme, only=[*mentees, lead], again=True)
    found = []
    for mentee in mentees:
        broken = composing.breaks(loaded.instance, mentee, lead, mentees)
        with_lead = [one for one in broken if one.other == lead]
        kept = relaxed(with_lead, group.cross_discipline_reason)
        found += in_sentences(loaded, lead, mentee, kept)
    most = loaded.instance.by_id[lead].max_group
    if len(mentees) > most:
        words = _(
            "%(mentor)s guides at most %(most)d mentees; this group has %(count)d."
        )
        about = {"mentor": loaded.name(lead), "most": most, "count": len(mentees)}
        found.append(words % about)
    return list(dict.fromkeys(found))


def relaxed(broken, reason) -> list:
    """Without what a reason to cross disciplines allows (R2)."""
    return [one for one in broken if not (reason and one.rule == rules.DISCIPLINE)]


def in_sentences(loaded, mentor, mentee, broken) -> list[str]:
    """Each once; of several with another discipline the first is enough."""
    crossing = [one for one in broken if one.rule == rules.DISCIPLINE]
    kept = [one for one in broken if one not in crossing[1:]]
    return [broken_words(loaded, mentor, mentee, one) for one in kept]
