"""Two compositions of a programme side by side: who moves, and what improves."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.presenters import CompositionStory
from groups.presenters import FitStory
from groups.sentences import listed_topics
from programmes.models import Participation

# Fits that differ by less, in thousandths, are told as equal.
ALIKE = 20

# What became of a mentee, the most to look at first.
LEFT, WORSE, ALIKE_NOW, BETTER, PLACED = range(5)


@dataclass(frozen=True)
class Move:
    """A mentee who sits elsewhere; None: without a group."""

    mentee: Participation
    was: Participation | None
    comes: Participation | None
    fit_was: FitStory | None
    fit_comes: FitStory | None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def change(self) -> int:
        if self.comes is None:
            return LEFT
        if self.was is None:
            return PLACED
        return _change(self.fit_was, self.fit_comes)

    @property
    def words(self) -> str:
        sentence = {
            LEFT: _("No group there."),
            WORSE: _("Fits less well."),
            ALIKE_NOW: _("Fits equally well."),
            BETTER: _("Fits better."),
            PLACED: _("A group there."),
        }[self.change]
        sentences = [sentence]
        if self.gained:
            words = _("Gains help with %(topics)s.")
            sentences.append(words % {"topics": listed_topics(self.gained)})
        if self.lost:
            words = _("Loses help with %(topics)s.")
            sentences.append(words % {"topics": listed_topics(self.lost)})
        return " ".join(sentences)


@dataclass(frozen=True)
class Comparison:
    """`one` and `other` as a whole; and of those on both what changes."""

    one: CompositionStory
    other: CompositionStory
    moves: tuple[Move, ...]
    # Who keeps the mentor, and comes to fit better or less well by the company.
    stay_better: int
    stay_worse: int
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]

    @property
    def sides(self) -> tuple[CompositionStory, CompositionStory]:
        return self.one, self.other

    @cached_property
    def verdict(self) -> list[str]:
        """What the other does better or worse, the weightiest first."""
        sentences = [self._placed(), self._fit(), self._worst(), self._rules()]
        return [words for words in sentences if words]

    def _placed(self) -> str:
        more = self.other.placed - self.one.placed
        if more > 0:
            words = ngettext(
                "It places %(count)d more mentee.",
                "It places %(count)d more mentees.",
                more,
            )
        elif more < 0:
            words = ngettext(
                "It places %(count)d mentee fewer.",
                "It places %(count)d mentees fewer.",
                -more,
            )
        else:
            return _("It places the same number of mentees.")
        return words % {"count": abs(more)}

    def _fit(self) -> str:
        if not (self.one.fit and self.other.fit):
            return ""
        return {
            WORSE: _("On average it fits less well."),
            ALIKE_NOW: _("On average it fits about as well."),
            BETTER: _("On average it fits better."),
        }[_change(self.one.fit, self.other.fit, alike=5)]

    def _worst(self) -> str:
        if not (self.one.worst and self.other.worst):
            return ""
        return {
            WORSE: _("Its worst-off mentee fits less well."),
            ALIKE_NOW: "",
            BETTER: _("Its worst-off mentee fits better."),
        }[_change(self.one.worst, self.other.worst)]

    def _rules(self) -> str:
        more = self.other.broken - self.one.broken
        if more > 0:
            return _("More of its groups break a rule.")
        return _("Fewer of its groups break a rule.") if more < 0 else ""

    @property
    def company(self) -> str:
        """Of those who keep their mentor."""
        better = ngettext(
            "%(count)d mentee keeps the mentor and fits better, by who else sits there.",
            "%(count)d mentees keep the mentor and fit better, by who else sits there.",
            self.stay_better,
        )
        worse = ngettext(
            "%(count)d mentee keeps the mentor and fits less well, by who else sits there.",
            "%(count)d mentees keep the mentor and fit less well, by who else sits there.",
            self.stay_worse,
        )
        counted = [(better, self.stay_better), (worse, self.stay_worse)]
        return " ".join(words % {"count": count} for words, count in counted if count)


def _change(was: FitStory, comes: FitStory, alike=ALIKE) -> int:
    if abs(comes.points - was.points) < alike:
        return ALIKE_NOW
    return BETTER if comes.points > was.points else WORSE


def compare(was: CompositionStory, comes: CompositionStory) -> Comparison:
    """Both of one `loaded`, which knows everybody on either board."""
    loaded, one, other = was.loaded, was.board, comes.board
    everybody = {*one.seats, *other.seats}
    moved = {key for key in everybody if one.seats.get(key) != other.seats.get(key)}
    moves = [_move(loaded, was, comes, key) for key in sorted(moved, key=loaded.place)]
    stays = [
        _change(was.fits[key], comes.fits[key])
        for key in everybody - moved
        if key in was.fits
    ]
    return Comparison(
        was,
        comes,
        tuple(sorted(moves, key=lambda move: move.change)),
        stays.count(BETTER),
        stays.count(WORSE),
        _names(loaded, one, other),
        _names(loaded, other, one),
    )


def _names(loaded, board, without) -> tuple[str, ...]:
    return tuple(
        loaded.name(key) for key in board.columns if key not in without.columns
    )


def _move(loaded, was, comes, key) -> Move:
    part = loaded.participations.get
    at, then = was.board.seats.get(key, ""), comes.board.seats.get(key, "")
    helped, helps = _help(loaded, at, key), _help(loaded, then, key)
    both = at and then
    return Move(
        part(key),
        part(at),
        part(then),
        was.fits.get(key),
        comes.fits.get(key),
        gained=tuple(t for t in helps if t not in helped) if both else (),
        lost=tuple(t for t in helped if t not in helps) if both else (),
    )


def _help(loaded, mentor, mentee) -> list[str]:
    by_id = loaded.instance.by_id
    if mentor not in by_id:
        return []
    offered = by_id[mentor].expertise
    needs = by_id[mentee].needs
    return [loaded.topics[topic] for topic in needs if offered.get(topic)]
