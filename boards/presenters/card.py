"""What there is to say about one mentee: why here, where to go, what is pinned."""

from dataclasses import dataclass

from boards import composing
from boards.board import Board
from boards.models import Pin
from boards.presenters.board import reasons_of
from boards.presenters.parts import FitPart, parts_of
from boards.sentences import WhyUnplaced
from groups.loaded import Loaded
from groups.presenters.fit import FitStory
from groups.sentences import in_sentences, relaxed
from programmes.models import Participation


@dataclass(frozen=True)
class CardStory:
    """Why a mentee sits where it does, or has no group; `mentor` is None then."""

    mentor: Participation | None = None
    fit: FitStory | None = None
    parts: tuple[FitPart, ...] = ()
    broken: tuple[str, ...] = ()
    reason: WhyUnplaced | None = None


def explain_card(loaded: Loaded, board: Board, mentee) -> CardStory:
    mentor = board.seats.get(mentee)
    if mentor is None:
        reason = reasons_of(loaded, board, [mentee]).get(mentee)
        return CardStory(reason=reason)
    mentees = tuple(board.mentees_of(mentor))
    fit = composing.fits(loaded.instance, mentor, mentees)[mentee]
    broken = composing.breaks(loaded.instance, mentee, mentor, mentees)
    return CardStory(
        mentor=loaded.participations[mentor],
        fit=FitStory(fit.points),
        parts=parts_of(loaded, mentor, mentees, mentee),
        broken=tuple(
            in_sentences(loaded, mentor, mentee, relaxed(broken, board.columns[mentor]))
        ),
    )


@dataclass(frozen=True)
class PinStory:
    mentor: Participation
    locked: bool


def pins_of(loaded: Loaded, board: Board, mentee) -> list[PinStory]:
    """Whom a mentee is pinned to or kept from."""
    pins = []
    for key, kind in board.pins.items():
        whose, mentor = key.split(":")
        if whose == mentee and mentor in loaded.participations:
            pins.append(PinStory(loaded.participations[mentor], kind == Pin.Kind.LOCK))
    return pins
