"""What the rules and the solver say, in words for a coordinator."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups import composing
from groups.composing import rules
from groups.loading import Loaded, load
from programmes.models import Participation, Role

FEW = 3


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
    return {
        rules.EXCLUSION: _("%(mentee)s and %(other)s are to be kept apart."),
        rules.LOCKED: _("%(mentee)s is pinned to another mentor."),
        rules.FORBIDDEN: _("%(mentee)s is to be kept from %(mentor)s."),
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
    stints = [
        {stint.project for stint in loaded.participations[key].person.stints.all()}
        for key in (one, other)
    ]
    return ", ".join(sorted(str(project) for project in stints[0] & stints[1]))


def joining_breaks(group, seats, participation) -> list[str]:
    """What would break if somebody joined a group that is under way, in sentences."""
    keys = [seat.participation_id for seat in seats]
    loaded = load(group.programme, only=[*keys, participation.pk])
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
    """What would break if another mentor led a group that is under way."""
    mentees = [str(one.participation_id) for one in seats if one.role == Role.MENTEE]
    lead = str(participation.pk)
    loaded = load(group.programme, only=[*mentees, lead])
    found = []
    for mentee in mentees:
        broken = composing.breaks(loaded.instance, mentee, lead, mentees)
        with_lead = [one for one in broken if one.other in (lead, None)]
        kept = relaxed(with_lead, group.cross_discipline_reason)
        found += in_sentences(loaded, lead, mentee, kept)
    return list(dict.fromkeys(found))


def relaxed(broken, reason) -> list:
    """Without what a reason to cross disciplines allows (R2)."""
    return [one for one in broken if not (reason and one.rule == rules.DISCIPLINE)]


def in_sentences(loaded, mentor, mentee, broken) -> list[str]:
    """Each once; of several with another discipline the first is enough."""
    crossing = [one for one in broken if one.rule == rules.DISCIPLINE]
    kept = [one for one in broken if one not in crossing[1:]]
    return [broken_words(loaded, mentor, mentee, one) for one in kept]


def story_of_steps(commands) -> list[str]:
    """Who did what on the board, one sentence for each step; two queries."""
    commands = list(commands)
    keys = {key for command in commands for key in _keys(command.change)}
    parts = Participation.objects.filter(pk__in=keys).select_related("person")
    names = {str(part.pk): part.person.full_name for part in parts}
    return [_step_words(command, names) for command in commands]


def _keys(change):
    for entries in change.values():
        for key, (was, comes) in entries.items():
            yield from key.split(":")
            yield from (at for at in (was, comes) if at and at.isdigit())


def _step_words(command, names) -> str:
    words = f"{command.by.full_name} {command.get_kind_display()}"
    seats = command.change.get("seats", {})
    if 0 < len(seats) <= FEW:
        moves = [_move_words(names, key, *seats[key]) for key in seats]
        words += f" ({'; '.join(moves)})"
    return f"{words}."


def _move_words(names, mentee, was, comes) -> str:
    nobody = _("nobody")
    return _("%(mentee)s from %(was)s to %(comes)s") % {
        "mentee": names.get(mentee, mentee),
        "was": names.get(was, was) if was else nobody,
        "comes": names.get(comes, comes) if comes else nobody,
    }


@dataclass(frozen=True)
class Reason:
    """Why a mentee has no group, and what would help, in sentences."""

    why: str
    help: str = ""


def unplaced_words(loaded: Loaded, mentee, reason, evidence) -> Reason:
    """`reason` and `evidence` as the solver gave them (COMPOSITION, section 4)."""
    about = {
        "mentee": loaded.name(mentee),
        "field": _discipline(loaded, mentee),
        "places": evidence.get("places"),
        "least": loaded.instance.params.min_size,
    }
    if reason == "lock_conflict":
        return Reason(
            _("The pins of %(mentee)s contradict a rule or each other.") % about,
            _("Take a pin away."),
        )
    if reason == "no_compatible_mentor":
        return Reason(
            _("No mentor is possible: %(blocked)s.")
            % {"blocked": _blocked_words(evidence.get("blocked_by", {}))},
            _("A mentor in %(field)s from another team would help.") % about,
        )
    if reason == "no_viable_group":
        return Reason(
            _("There are mentors, but too few mentees who may sit together with them."),
            _("More mentees in %(field)s from other teams would help.") % about,
        )
    if reason == "capacity":
        return _capacity_words(loaded, evidence, about)
    if reason == "hall":
        count = len(evidence.get("mentees", ()))
        return Reason(
            _("Too many mentees of the same teams: %(count)d for %(places)d places.")
            % {"count": count, "places": about["places"] or 0},
            _("Another mentor in %(field)s would help.") % about,
        )
    return _blocker_words(loaded, mentee, evidence)


def _discipline(loaded, mentee) -> str:
    found = loaded.participations[mentee].person.discipline
    return str(found or _("no discipline"))


def _capacity_words(loaded, evidence, about) -> Reason:
    about["count"] = evidence.get("mentees", 0)
    if about["count"] < about["least"]:
        return Reason(
            _(
                "Mentees who can have a mentor: %(count)d. A group has at least %(least)d."
            )
            % about,
            _("More mentees in %(field)s would help.") % about,
        )
    return Reason(
        _("For %(count)d mentees in %(field)s there are %(places)d places.") % about,
        _("Another mentor in %(field)s, or one with more places, would help.") % about,
    )


def _blocked_words(counts) -> str:
    words = {
        rules.SAME_TEAM: _("in the same team"),
        rules.DISCIPLINE: _("in another discipline"),
        rules.LINE_MANAGER: _("line manager"),
        rules.EXCLUSION: _("to be kept apart"),
        rules.PROJECT: _("on the same project"),
        rules.LOCKED: _("excluded by a pin"),
        rules.FORBIDDEN: _("to be kept apart"),
    }
    found = [f"{count} {words[rule]}" for rule, count in counts.items()]
    return ", ".join(found) or _("there are none")


def _blocker_words(loaded, mentee, evidence) -> Reason:
    said = []
    for near in evidence.get("blockers", ())[:FEW]:
        for broken in near["broken"][:1]:
            if near["mentor"] not in loaded.participations:
                continue
            if broken["rule"] == "no_group":
                name = loaded.name(near["mentor"])
                said.append(_("%(name)s leads no group here.") % {"name": name})
            elif broken["other"] is None or broken["other"] in loaded.participations:
                one = composing.Break(broken["rule"], broken["other"])
                said.append(broken_words(loaded, near["mentor"], mentee, one))
    return Reason(
        _("No place was found."), " ".join(said) or _("Try it by hand: open the card.")
    )
