"""Why a mentee has no group, and what would help (COMPOSITION, section 4)."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards import composing
from boards.composing import rules
from boards.sentences.capacity import Capacity, Scope
from groups.loaded import Loaded
from groups.sentences.broken import broken_words
from groups.sentences.lists import listed


@dataclass(frozen=True)
class WhyUnplaced:
    """In sentences; `why` is empty for who could be seated at once."""

    why: str
    help: str


def unplaced_words(loaded: Loaded, mentee, reason, evidence) -> WhyUnplaced:
    """`reason` and `evidence` as the solver gives them for the people of `loaded`."""
    words = {
        "lock_conflict": _lock_conflict,
        "no_compatible_mentor": _no_compatible_mentor,
        "no_viable_group": _no_viable_group,
        "capacity": _capacity,
        "hall": _crowd,
        "not_proven": _not_proven,
    }[reason]
    return WhyUnplaced(*words(loaded, mentee, evidence))


def field_of(loaded, mentee) -> Scope:
    crosses = loaded.instance.params.cross_discipline
    return Scope(loaded.participations[mentee].person.discipline, crosses)


def _pinned_to(loaded, mentee) -> str:
    return listed(loaded.name(key) for key in loaded.instance.locks[mentee])


def _lock_conflict(loaded, mentee, evidence):
    rule, other = evidence["rule"], evidence.get("other")
    values = {"mentor": _pinned_to(loaded, mentee)}
    if rule == "several_locks":
        return (
            _("Pinned to %(mentor)s at once.") % values,
            _("Keep one of these pins and unpin the others."),
        )
    if rule == "group_full":
        values |= {"count": evidence["locked"]}
        values["most"] = loaded.instance.limit(loaded.instance.by_id[other])
        return (
            _("%(count)d mentees are pinned to %(mentor)s, who takes at most %(most)d.")
            % values,
            _("Unpin one of them."),
        )
    (mentor,) = loaded.instance.locks[mentee]
    broken = broken_words(loaded, mentor, mentee, composing.Break(rule, other))
    why = _("Pinned to %(mentor)s.") % values
    if other == mentor:
        return f"{why} {broken}", _("Unpin this mentee.")
    values["other"] = loaded.name(other)
    words = _("Unpin this mentee, or %(other)s.")
    return f"{why} {broken}", words % values


def _no_compatible_mentor(loaded, mentee, evidence):
    instance = loaded.instance
    if not instance.mentors:
        return _("There is no mentor yet."), _("Invite mentors to the programme.")
    if mentee in instance.locks:
        values = {"mentor": _pinned_to(loaded, mentee)}
        return (
            _("Pinned to %(mentor)s, who is not available here.") % values,
            _("Unpin this mentee."),
        )
    blocked = defaultdict(list)
    for mentor in instance.mentors:
        rule = rules.mentor_breaks(instance, instance.by_id[mentee], mentor)[0]
        blocked[rule].append(loaded.name(mentor.id))
    sentences = [
        f"{_barred()[rule]}: {_few(names)}." for rule, names in blocked.items()
    ]
    return " ".join([_("No mentor is possible."), *sentences]), _new_mentor(
        loaded, mentee, blocked
    )


def _few(names) -> str:
    if len(names) <= 3:
        return listed(names)
    return _("%(count)d mentors") % {"count": len(names)}


def _barred() -> dict:
    return {
        rules.SAME_TEAM: _("In the same team"),
        rules.DISCIPLINE: _("In another discipline"),
        rules.LINE_MANAGER: _("Line manager of one another"),
        rules.EXCLUSION: _("To be kept apart, or in a group together before"),
        rules.PROJECT: _("Long on the same project"),
        rules.FORBIDDEN: _("Kept away by a pin"),
    }


def _new_mentor(loaded, mentee, blocked) -> str:
    if rules.FORBIDDEN in blocked:
        values = {"mentors": listed(blocked[rules.FORBIDDEN])}
        words = _("It would help to allow a group with %(mentors)s again.")
        return words % values
    values = {"field": field_of(loaded, mentee)}
    if set(blocked) == {rules.DISCIPLINE}:
        return (
            _(
                "A mentor in %(field)s would help, or a reason to cross disciplines "
                "(R2)."
            )
            % values
        )
    return _("A mentor in %(field)s from another team would help.") % values


def _no_viable_group(loaded, mentee, evidence):
    instance = loaded.instance
    mine = instance.by_id[mentee]
    beside, apart = {}, Counter()
    for mentor in evidence["mentors"]:
        lead = instance.by_id[mentor]
        beside[mentor] = [
            peer
            for peer in instance.mentees
            if peer is not mine
            and not rules.mentor_breaks(instance, peer, lead)
            and not rules.pair_breaks(instance, mine, peer)
        ]
    for peer in instance.mentees:
        if peer is not mine:
            apart.update(rules.pair_breaks(instance, mine, peer)[:1])
    best = max(beside, key=lambda mentor: len(beside[mentor]))
    needed = instance.params.min_size - 1
    values = {
        "mentor": loaded.name(best),
        "count": len(beside[best]),
        "needed": needed,
        "field": field_of(loaded, mentee),
        "teammates": apart[rules.SAME_TEAM],
    }
    why = ngettext(
        "With %(mentor)s only %(count)d other may sit in this mentee's group; "
        "%(needed)d are needed.",
        "With %(mentor)s only %(count)d others may sit in this mentee's group; "
        "%(needed)d are needed.",
        values["count"],
    )
    lack = needed - len(beside[best])
    if lack <= 0:
        why = _("Who could sit with this mentee and %(mentor)s may not sit together.")
        lack = 1
    if apart[rules.SAME_TEAM]:
        why += " " + ngettext(
            "%(teammates)d other mentee is in the same team.",
            "%(teammates)d other mentees are in the same team.",
            values["teammates"],
        )
    values["lack"] = lack
    help = ngettext(
        "%(lack)d more mentee in %(field)s from another team would help.",
        "%(lack)d more mentees in %(field)s from other teams would help.",
        lack,
    )
    return why % values, help % values


def _capacity(loaded, mentee, evidence):
    part = evidence["discipline"]
    mentors = [
        mentor
        for mentor in loaded.instance.mentors
        if part is None or mentor.discipline == part
    ]
    field = field_of(loaded, mentee)
    places = Capacity(loaded, field, evidence["mentees"], mentors)
    return places.why, places.help


def _crowd(loaded, mentee, evidence):
    values = {
        "count": len(evidence["mentees"]),
        "places": evidence["places"],
        "field": field_of(loaded, mentee),
    }
    values["lack"] = values["count"] - values["places"]
    why = ngettext(
        "%(count)d mentees, this one among them, can only be with the same mentors, "
        "who have a place for %(places)d of them: at most one of a team in a group.",
        "%(count)d mentees, this one among them, can only be with the same mentors, "
        "who have places for %(places)d of them: at most one of a team in a group.",
        values["places"],
    )
    help = ngettext(
        "So %(lack)d stays without a group. A mentor in %(field)s from another team "
        "would help.",
        "So %(lack)d stay without a group. A mentor in %(field)s from another team "
        "would help.",
        values["lack"],
    )
    return why % values, help % values


def _not_proven(loaded, mentee, evidence):
    room, full, sentences = [], [], []
    for near in evidence.get("blockers", ()):
        name = loaded.name(near["mentor"])
        broken = near["broken"]
        broken_rules = {breach["rule"] for breach in broken}
        if not broken:
            room.append(name)
        elif broken_rules == {rules.SIZE}:
            full.append(name)
        elif broken_rules == {"no_group"}:
            words = _("%(name)s leads no group yet: open one with others.")
            sentences.append(words % {"name": name})
        elif len(broken) == 1 and broken[0]["other"] != near["mentor"]:
            sentences.append(_unless(loaded, mentee, name, broken[0]))
    if room:
        return "", _("There is room with %(mentors)s.") % {"mentors": listed(room)}
    if full:
        words = ngettext(
            "The group of %(mentors)s is full.",
            "The groups of %(mentors)s are full.",
            len(full),
        )
        sentences.append(words % {"mentors": listed(full)})
    tried = _("Try it by hand: open the card.")
    return _("No free place was found."), " ".join(sentences[:3]) or tried


def _unless(loaded, mentee, mentor, broken) -> str:
    values = {"mentor": mentor, "other": loaded.name(broken["other"])}
    if broken["rule"] == rules.SAME_TEAM:
        values["team"] = loaded.participations[mentee].person.team
        words = _(
            "With %(mentor)s, if %(other)s of the same team (%(team)s) sat elsewhere."
        )
        return words % values
    return _("With %(mentor)s, if %(other)s sat elsewhere.") % values
