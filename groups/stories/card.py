"""What there is to say about one mentee: why here, where to go, what is pinned."""

from dataclasses import dataclass

from groups import composing
from groups.board import Board
from groups.loaded import Loaded
from groups.models import Pin
from groups.stories.board import reasons_of
from groups.stories.fit import FitStory, Part
from groups.stories.parts import parts_of
from groups.words import Reason, in_sentences, relaxed
from programmes.models import Participation


@dataclass(frozen=True)
class CardStory:
    """Why a mentee sits where it does, or has no group; `mentor` is None then."""

    mentor: Participation | None = None
    fit: FitStory | None = None
    parts: tuple[Part, ...] = ()
    broken: tuple[str, ...] = ()
    reason: Reason | None = None


def explain_card(loaded: Loaded, seen: Board, mentee) -> CardStory:
    mentor = seen.seats.get(mentee)
    if mentor is None:
        reason = reasons_of(loaded, seen, [mentee]).get(mentee)
        return CardStory(reason=reason)
    mentees = tuple(seen.mentees_of(mentor))
    fit = composing.fits(loaded.instance, mentor, mentees)[mentee]
    broken = composing.breaks(loaded.instance, mentee, mentor, mentees)
    return CardStory(
        mentor=loaded.participations[mentor],
        fit=FitStory(fit.points),
        parts=parts_of(loaded, mentor, mentees, mentee),
        broken=tuple(
            in_sentences(loaded, mentor, mentee, relaxed(broken, seen.columns[mentor]))
        ),
    )


@dataclass(frozen=True)
class Option:
    """A group that a mentee could go to; `key` is empty for no group at all."""

    key: str
    mentor: Participation | None = None
    size: int = 0
    limit: int = 0
    fit: FitStory | None = None
    broken: tuple[str, ...] = ()
    here: bool = False

    def as_hint(self) -> dict:
        """What a column says while the card is in the hand."""
        if self.here or not self.key:
            return {"words": "", "broken": False, "dots": 0}
        words = " ".join(self.broken) or self.fit.words
        dots = 0 if self.broken else self.fit.dots
        return {"words": words, "broken": bool(self.broken), "dots": dots}


def options_for(loaded: Loaded, seen: Board, mentee) -> list[Option]:
    """Every group of the board for one mentee, the best fit first."""
    seated = seen.by_mentor()
    groups = [composing.Group(m, tuple(seated[m])) for m in seen.columns]
    found = [
        _option(loaded, seen, mentee, one, len(seated[one.mentor]))
        for one in composing.options(loaded.instance, groups, mentee)
    ]
    found.sort(key=lambda option: (bool(option.broken), -option.fit.points))
    return [*found, Option("", here=mentee not in seen.seats)]


def _option(loaded, seen, mentee, one, size) -> Option:
    broken = relaxed(one.broken, seen.columns[one.mentor])
    return Option(
        key=one.mentor,
        mentor=loaded.participations[one.mentor],
        size=size,
        limit=loaded.instance.limit(loaded.instance.by_id[one.mentor]),
        fit=FitStory(one.points),
        broken=tuple(in_sentences(loaded, one.mentor, mentee, broken)),
        here=seen.seats.get(mentee) == one.mentor,
    )


@dataclass(frozen=True)
class PinStory:
    mentor: Participation
    locked: bool


def pins_of(loaded: Loaded, seen: Board, mentee) -> list[PinStory]:
    """Whom a mentee is pinned to or kept from."""
    found = []
    for key, kind in seen.pins.items():
        whose, mentor = key.split(":")
        if whose == mentee and mentor in loaded.participations:
            found.append(PinStory(loaded.participations[mentor], kind == Pin.Kind.LOCK))
    return found
