"""Who reads what before and after a change of a group, for the page that asks first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.sentences import listed
from programmes.models import Role

ALL = 99


@dataclass(frozen=True)
class ReadersChange:
    """Of `what`: the names of who reads it now, and of who will."""

    what: str
    before: str
    after: str


def on_joining(group, newcomer=None) -> list[ReadersChange]:
    """Takes a group with `held_seats`; the newcomer may not be chosen yet."""
    there = _names(group.held_seats)
    name = newcomer.full_name if newcomer else _("the newcomer")
    return [
        ReadersChange(_group_until_now(group), _all(there), _all(there)),
        ReadersChange(_group_from_now(group), "", _all([*there, name])),
        ReadersChange(
            _("What %(name)s and the mentor write to each other") % {"name": name},
            "",
            _all([name, _mentor(group)]),
        ),
    ]


def on_leaving(group, leaver) -> list[ReadersChange]:
    there = _names(group.held_seats)
    stay = _names(seat for seat in group.held_seats if seat.person_id != leaver.pk)
    return [
        ReadersChange(_group_until_now(group), _all(there), _all(stay)),
        ReadersChange(_group_from_now(group), "", _all(stay)),
        _pair_ends(leaver.full_name, _mentor(group)),
    ]


def on_moving(group, leaver, target) -> list[ReadersChange]:
    return [*on_leaving(group, leaver), *on_joining(target, leaver)]


def on_replacing(group) -> list[ReadersChange]:
    there = _names(group.held_seats)
    mentees = _names(seat for seat in group.held_seats if seat.role == Role.MENTEE)
    new = _("the new mentor")
    return [
        ReadersChange(_group_until_now(group), _all(there), _all(mentees)),
        ReadersChange(_group_from_now(group), "", _all([*mentees, new])),
        _pair_ends(_("each mentee"), _mentor(group)),
        ReadersChange(
            _("What each mentee and the new mentor write to each other"),
            "",
            _all([_("each mentee"), new]),
        ),
    ]


def on_dissolving(group) -> list[ReadersChange]:
    return [
        ReadersChange(
            _group_until_now(group), _all(_names(group.held_seats)), _("nobody")
        ),
        _pair_ends(_("each mentee"), _mentor(group)),
    ]


def _group_until_now(group):
    return _("%(group)s: what was written until now") % {"group": group}


def _group_from_now(group):
    return _("%(group)s: what is written from now on") % {"group": group}


def _pair_ends(mentee, mentor) -> ReadersChange:
    what = _("What %(one)s and %(other)s wrote to each other")
    return ReadersChange(
        what % {"one": mentee, "other": mentor},
        _all([mentee, mentor]),
        mentee,
    )


def _names(seats) -> list[str]:
    return [seat.person.full_name for seat in seats]


def _mentor(group) -> str:
    lead = next((s for s in group.held_seats if s.role == Role.MENTOR), None)
    return lead.person.full_name if lead else _("the mentor")


def _all(names) -> str:
    return listed(names, most=ALL)
