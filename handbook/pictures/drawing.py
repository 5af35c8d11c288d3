"""A picture as an SVG needs it: where each place lies round the middle."""

import math
from dataclasses import dataclass

from handbook.pictures.picture import Picture, PicturePlace

# In units of the picture, which is a square.
SIDE = 400
MIDDLE = SIDE / 2
RIM, NAMES = 166, 122
# By how many degrees a name leaves the lines that stand upright or lie flat.
LEAN = 3
# How far from the middle the dot of each hand lies, so that none hides another.
DOTS = {"me": 68, "other": 46, "also": 24}
CORNER, CORNER_NAMES, CORNER_DOTS = 130, 152, {"me": 104, "other": 72}


@dataclass(frozen=True)
class Drawn:
    """A place: the slice or corner that is its own, and where its name stands."""

    place: PicturePlace
    name: str
    path: str
    x: str
    y: str
    corner_x: str
    corner_y: str
    turned_y: str
    turned_name_y: str


@dataclass(frozen=True)
class DrawnHand:
    key: str
    chosen: str
    angle: str
    reach: str


@dataclass(frozen=True)
class PictureDrawing:
    places: list[Drawn]
    hands: list[DrawnHand]
    corners: str
    turned: str
    side: int = SIDE
    middle: str = str(round(MIDDLE))


def drawing(picture: Picture, hands, chosen: dict[str, str]) -> PictureDrawing:
    """With the dots of these hands where they are chosen."""
    drawn = [_drawn(picture, place) for place in picture.places]
    reach = CORNER_DOTS if picture.shape == "triangle" else DOTS
    return PictureDrawing(
        places=drawn,
        hands=[_hand(picture, hand, chosen, reach[hand.key]) for hand in hands],
        corners=" ".join(f"{place.corner_x},{place.corner_y}" for place in drawn),
        turned=" ".join(f"{place.corner_x},{place.turned_y}" for place in drawn),
    )


def _drawn(picture, place):
    half = 180 / len(picture.places)
    names = CORNER_NAMES if picture.shape == "triangle" else NAMES
    lean = LEAN * math.sin(math.radians(4 * place.angle))
    x, y = _at(place.angle + (lean if picture.shape == "rose" else 0), names)
    corner_x, corner_y = _at(place.angle, CORNER)
    first, last = _at(place.angle - half, RIM), _at(place.angle + half, RIM)
    return Drawn(
        place=place,
        name=place.name.partition(" (")[0],
        path=f"M{_point(_at(0, 0))}L{_point(first)}A{RIM},{RIM} 0 0 1 {_point(last)}Z",
        x=_number(x),
        y=_number(y),
        corner_x=_number(corner_x),
        corner_y=_number(corner_y),
        turned_y=_number(SIDE - corner_y),
        turned_name_y=_number(SIDE - y),
    )


def _hand(picture, hand, chosen, reach):
    place = picture.place(chosen.get(hand.key, ""))
    return DrawnHand(
        key=hand.key,
        chosen=place.key if place else "",
        angle=_number(place.angle if place else 0),
        reach=_number(MIDDLE - reach),
    )


def _at(angle, distance):
    turn = math.radians(angle)
    return MIDDLE + distance * math.sin(turn), MIDDLE - distance * math.cos(turn)


def _point(at):
    return ",".join(_number(number) for number in at)


def _number(value) -> str:
    """As words, which no language writes otherwise."""
    return str(round(value, 1))
