"""Two compositions of a programme side by side: who moves, and what improves."""

from dataclasses import dataclass

from groups import composing
from groups.board import Board
from groups.loading import Loaded
from groups.stories import FitStory
from programmes.models import Participation


@dataclass(frozen=True)
class Move:
    """A mentee who sits elsewhere; None: without a group."""

    mentee: Participation
    was: Participation | None
    comes: Participation | None
    fit_was: FitStory | None
    fit_comes: FitStory | None


@dataclass(frozen=True)
class Side:
    """What there is to say of one of the two."""

    groups: int
    placed: int
    fit: FitStory | None
    worst: FitStory | None


@dataclass(frozen=True)
class Comparison:
    one: Side
    other: Side
    moves: tuple[Move, ...]


def compare(loaded: Loaded, one: Board, other: Board) -> Comparison:
    """`loaded` knows everybody on either board."""
    was, comes = _fits(loaded, one), _fits(loaded, other)
    part = loaded.participations.get
    changed = {
        key
        for key in {*one.seats, *other.seats}
        if one.seats.get(key) != other.seats.get(key)
    }
    return Comparison(
        _side(one, was),
        _side(other, comes),
        tuple(
            Move(
                part(key),
                part(one.seats.get(key, "")),
                part(other.seats.get(key, "")),
                was.get(key),
                comes.get(key),
            )
            for key in sorted(changed, key=loaded.name)
        ),
    )


def _fits(loaded, board) -> dict[str, FitStory]:
    return {
        mentee: FitStory(fit.points)
        for mentor in board.columns
        for mentee, fit in composing.fits(
            loaded.instance, mentor, board.mentees_of(mentor)
        ).items()
    }


def _side(board, fits) -> Side:
    points = [fit.points for fit in fits.values()]
    return Side(
        groups=len(board.columns),
        placed=len(board.seats),
        fit=FitStory(sum(points) // len(points)) if points else None,
        worst=FitStory(min(points)) if points else None,
    )
