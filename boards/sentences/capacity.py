"""Too few places: how many there are, and the least that would make more."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.composing import most_places
from groups.loaded import Loaded
from groups.sentences.lists import listed
from people.models import Discipline


@dataclass(frozen=True)
class Scope:
    """A discipline, or the whole programme when disciplines cross, to name people by."""

    discipline: Discipline | None
    crosses: bool = False

    @property
    def label(self) -> str:
        """Before a colon."""
        if self.crosses:
            return _("The programme")
        return str(self.discipline or _("No discipline"))

    def __str__(self):
        """After "in"."""
        if self.crosses:
            return _("the programme")
        return str(self.discipline or _("the same discipline"))


@dataclass(frozen=True)
class Capacity:
    """So many mentees, and the mentors of their discipline (all, when they cross)."""

    loaded: Loaded
    field: Scope
    mentees: int
    mentors: list = field(default_factory=list)

    @property
    def limits(self) -> list[int]:
        return [self.loaded.instance.limit(mentor) for mentor in self.mentors]

    @property
    def least(self) -> int:
        return self.loaded.instance.params.min_size

    @property
    def most(self) -> int:
        return self.loaded.instance.params.max_size

    @property
    def count(self) -> int:
        return self._of(self.limits)

    @property
    def lacking(self) -> bool:
        return self.count < self.mentees

    def _of(self, limits, more=0) -> int:
        return most_places(self.least, self.mentees + more, limits)

    @property
    def why(self) -> str:
        values = {"label": self.field.label, "count": self.mentees}
        if self.mentees < self.least:
            words = ngettext(
                "%(label)s: %(count)d mentee, and a group has at least %(least)d.",
                "%(label)s: %(count)d mentees, and a group has at least %(least)d.",
                self.mentees,
            )
            return words % (values | {"least": self.least})
        values["places"] = self.count
        return _("%(label)s: places for %(places)d of %(count)d mentees.") % values

    @property
    def help(self) -> str:
        return self._roomier() or self._one_mentor() or self._more_mentees()

    def _roomier(self) -> str:
        """Mentors who take fewer than they might."""
        helpful = [
            mentor
            for index, mentor in enumerate(self.mentors)
            if self._gain_of(index) > 0
        ]
        if not helpful:
            return ""
        values = {
            "mentors": listed(self.loaded.name(mentor.id) for mentor in helpful),
            "most": self.most,
        }
        words = ngettext(
            "It would help if %(mentors)s took %(most)d mentees.",
            "It would help if one of these mentors took %(most)d mentees: %(mentors)s.",
            len(helpful),
        )
        return words % values

    def _gain_of(self, index) -> int:
        limits = self.limits
        limits[index] = self.most
        return self._of(limits) - self.count

    def _one_mentor(self) -> str:
        sizes = range(self.least, self.most + 1)
        gains = {size: self._of([*self.limits, size]) - self.count for size in sizes}
        size = max(sizes, key=lambda size: (gains[size], -size))
        if gains[size] <= 0:
            return ""
        values = {"field": self.field, "places": size, "count": gains[size]}
        words = ngettext(
            "A mentor in %(field)s who takes %(places)d mentees would help: then "
            "%(count)d more mentee has a group.",
            "A mentor in %(field)s who takes %(places)d mentees would help: then "
            "%(count)d more mentees have a group.",
            values["count"],
        )
        return words % values

    def _more_mentees(self) -> str:
        for more in range(1, 2 * self.least):
            values = {"field": self.field, "count": more}
            if self._of(self.limits, more) == self.mentees + more:
                words = ngettext(
                    "%(count)d more mentee in %(field)s would help.",
                    "%(count)d more mentees in %(field)s would help.",
                    more,
                )
                return words % values
            if self._of([*self.limits, self.most], more) == self.mentees + more:
                words = ngettext(
                    "Another mentor and %(count)d more mentee in %(field)s would help.",
                    "Another mentor and %(count)d more mentees in %(field)s would help.",
                    more,
                )
                return words % values
        return _("More mentors in %(field)s would help.") % {"field": self.field}
