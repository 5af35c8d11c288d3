"""The map of stances with a path of dots, as an SVG needs it."""

from collections import Counter
from dataclasses import dataclass

from django.utils.dates import MONTHS_AP
from django.utils.formats import date_format

from handbook.models import StanceDot
from handbook.stance.map import HIGHEST, Map
from handbook.stance.words import Stood

# Of the square on which the dots lie, in units of the picture.
LEFT, TOP, SIDE = 28, 8, 304
# Steps aside for dots that would lie on one another.
ASIDE = ((0, 0), (9, -7), (-9, 7), (9, 9), (-9, -9), (0, 14), (14, 0), (-14, 0))
OLDEST, YOUNGEST = 0.35, 1


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    is_felt: bool
    is_last: bool
    opacity: str
    day: str
    label: str
    anchor: str
    label_x: str


@dataclass(frozen=True)
class StanceDrawing:
    """`left`, `top` and `right` are sides of the square.

    Both its edges are `wide`: one begins at `low_x` and stands, one at `high_y` and lies.
    """

    dots: list[Dot]
    path: str
    low_x: str
    high_y: str
    wide: str
    left: int = LEFT
    top: int = TOP
    side: int = SIDE

    @property
    def right(self):
        return self.left + self.side


def drawing(stood: list[Stood], ways: Map) -> StanceDrawing:
    """Of dots from the oldest to the latest; the self-tests are joined by a path."""
    lying, dots = Counter(), []
    for number, at in enumerate(stood):
        aside = ASIDE[lying[at.place] % len(ASIDE)]
        lying[at.place] += 1
        # One alone is the latest.
        age = number / (len(stood) - 1) if len(stood) > 1 else 1
        dots.append(_dot(at, aside, age, number == len(stood) - 1))
    tests = [dot for dot in dots if not dot.is_felt]
    return StanceDrawing(
        dots=dots,
        path=" ".join(f"{dot.x},{dot.y}" for dot in tests),
        low_x=_x(ways.low),
        high_y=_y(ways.high),
        wide=_number(SIDE * (ways.high - ways.low) / HIGHEST),
    )


def _dot(stood, aside, age, is_last):
    x = float(_x(stood.place.relation)) + aside[0]
    y = float(_y(stood.place.content)) + aside[1]
    at_end = x > LEFT + SIDE * 0.75
    return Dot(
        x=_number(x),
        y=_number(y),
        is_felt=stood.dot.kind == StanceDot.Kind.FELT,
        is_last=is_last,
        opacity=_number(OLDEST + (YOUNGEST - OLDEST) * age),
        day=f"{stood.dot.on.day} {MONTHS_AP[stood.dot.on.month]}",
        label=f"{date_format(stood.dot.on, 'j F Y')}: {stood.nearest}",
        anchor="end" if at_end else "start",
        label_x=_number(x - 11 if at_end else x + 11),
    )


def _x(value):
    return _number(LEFT + SIDE * value / HIGHEST)


def _y(value):
    return _number(TOP + SIDE * (HIGHEST - value) / HIGHEST)


def _number(value) -> str:
    """As words, which no language writes otherwise."""
    return str(round(value, 2))
