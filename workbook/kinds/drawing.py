"""The circle of people as a drawing: sides are sectors, rings lie around the goal.

`static/js/answer-drawing.js` places them by the same measures while they are moved.
"""

from dataclasses import dataclass
from math import cos, radians, sin

MIDDLE, GOAL, EDGE = 200, 26, 160
# The names of the sides stand above and below the rings, in the corners.
ABOVE, BELOW, WIDTH = 16, 392, 400
# Letters of one place lie so many degrees apart, where the side has room for that.
APART = 24
ROOM = 0.8


@dataclass(frozen=True, slots=True)
class CircleMark:
    """Something at a place, written as a drawing has it in every language; `at`: the
    number of the person in the list."""

    x: str
    y: str
    label: str
    at: int = 0
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class CircleDrawing:
    """`middle`: what they stand around, "" the goal; `loose`: letters that have no
    place yet."""

    middle: str
    rings: tuple[CircleMark, ...]
    radii: tuple[str, ...]
    borders: tuple[CircleMark, ...]
    sides: tuple[CircleMark, ...]
    letters: tuple[CircleMark, ...]
    loose: tuple[CircleMark, ...]


def draw(prompt, people) -> CircleDrawing:
    sides, rings = list(prompt.sides), list(prompt.rings)
    width = 360 / len(sides)
    radii = [GOAL + (EDGE - GOAL) * (n + 1) / len(rings) for n in range(len(rings))]
    places = {}
    for at, person in enumerate(people):
        if person.side in sides and person.ring in rings:
            places.setdefault((person.side, person.ring), []).append((at, person))
    letters = []
    for (side, ring), there in places.items():
        apart = min(APART, width * ROOM / len(there))
        inner = ([GOAL, *radii])[rings.index(ring)]
        middle = (inner + radii[rings.index(ring)]) / 2
        for number, (at, person) in enumerate(there):
            turn = sides.index(side) * width + (number - (len(there) - 1) / 2) * apart
            letters.append(_mark(turn, middle, person.letter or "?", at))
    placed = {mark.at for mark in letters}
    loose = [pair for pair in enumerate(people) if pair[0] not in placed]
    return CircleDrawing(
        middle=prompt.middle,
        rings=tuple(
            _mark(-width / 2, radius - 10, label)
            for radius, label in zip(radii, prompt.rings.values(), strict=True)
        ),
        radii=tuple(f"{radius:.1f}" for radius in radii),
        borders=tuple(_mark((n + 0.5) * width, EDGE, "") for n in range(len(sides))),
        sides=tuple(
            _named(n * width, label) for n, label in enumerate(prompt.sides.values())
        ),
        letters=tuple(sorted(letters, key=lambda mark: mark.at)),
        loose=tuple(
            CircleMark("", "", person.letter or "?", at) for at, person in loose
        ),
    )


def _mark(turn, radius, label, at=0):
    """`turn`: degrees with the clock, from the top."""
    angle = radians(turn - 90)
    x, y = MIDDLE + radius * cos(angle), MIDDLE + radius * sin(angle)
    return CircleMark(f"{x:.1f}", f"{y:.1f}", label, at)


def _named(turn, label):
    """The name of a side, in the corner that it looks at."""
    angle = radians(turn - 90)
    y = ABOVE if sin(angle) < -0.2 else BELOW
    if cos(angle) > 0.2:
        return CircleMark(f"{WIDTH}", f"{y}", label, anchor="end")
    if cos(angle) < -0.2:
        return CircleMark("0", f"{y}", label, anchor="start")
    return CircleMark(f"{MIDDLE}", f"{y}", label)
