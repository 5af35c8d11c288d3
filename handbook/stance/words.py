"""A dot on the map of stances in words, which claim no more than that it lies there."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from handbook.models import StanceDot
from handbook.stance.map import HIGHEST, Level, StancePlace
from handbook.stance.statements import SelfTest, Stance

LEVELS = {
    Level.LITTLE: pgettext_lazy("of an axis", "low"),
    Level.MIDDLE: pgettext_lazy("of an axis", "in the middle"),
    Level.MUCH: pgettext_lazy("of an axis", "high"),
}
# On the map nobody moves by less.
MOVED = 3


@dataclass(frozen=True)
class Stood:
    """A dot that opens, as a page tells of it."""

    dot: StanceDot
    place: StancePlace
    stances: list[Stance]
    relation: str
    content: str

    @property
    def nearest(self) -> str:
        """One stance, or those between which it lies."""
        return get_text_list([stance.name for stance in self.stances], _("or"))

    @property
    def in_words(self) -> str:
        return _("Relation: %(relation)s. Content: %(content)s.") % {
            "relation": self.relation,
            "content": self.content,
        }

    @property
    def closest(self) -> str:
        if len(self.stances) == 1:
            return _("You are closest to %(stance)s.") % {"stance": self.nearest}
        names = get_text_list([stance.name for stance in self.stances], _("and"))
        return _(
            "You stand on the edge of %(stances)s: choose where you recognise yourself."
        ) % {"stances": names}


def stood(dot: StanceDot, test: SelfTest) -> Stood | None:
    """None when it does not open."""
    place = dot.place
    if place is None:
        return None
    return Stood(
        dot=dot,
        place=place,
        stances=[test.stance(key) for key in test.map.stances_at(place)],
        relation=_level(dot, test, place.relation),
        content=_level(dot, test, place.content),
    )


def _level(dot, test, value):
    level = str(LEVELS[test.map.level(value)])
    if dot.kind == StanceDot.Kind.FELT:
        return level
    return _("%(level)s (%(value)s of %(highest)s)") % {
        "level": level,
        "value": value,
        "highest": HIGHEST,
    }


def moved(before: Stood, now: Stood) -> str:
    """What has become of where somebody stood, in one sentence or two."""
    words = _("On %(day)s you stood at %(stance)s.") % {
        "day": date_format(before.dot.on, "j F"),
        "stance": before.nearest,
    }
    return f"{words} {_way(before.place, now.place)}"


def _way(before, now):
    relation = now.relation - before.relation
    content = now.content - before.content
    if max(abs(relation), abs(content)) < MOVED:
        return _("You stand about where you stood.")
    if abs(relation) > abs(content):
        return (
            _("You have mainly moved towards more relation.")
            if relation > 0
            else _("You have mainly moved towards less relation.")
        )
    return (
        _("You have mainly moved towards more content.")
        if content > 0
        else _("You have mainly moved towards less content.")
    )
