"""A figure from 0 to 10 for each of a few moments: `before: 4`, a moment a line."""

import re
from dataclasses import dataclass, field

from workbook.kinds.lines import joined, lines_in
from workbook.kinds.told import ToldAnswer

FIGURES = tuple(range(11))
# Where a figure lies on the line of a drawing.
START, STEP = 15, 27
LINE = re.compile(r"([a-z0-9_-]+): (10|[0-9])")


@dataclass(frozen=True, slots=True)
class ScaleValue:
    """The figure of each moment that has one; `rest`: lines that are no such thing."""

    figures: dict[str, int]
    rest: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """The line with a mark for each figure."""

    low: str
    high: str
    figures: tuple[int, ...]

    @property
    def ticks(self):
        """The place of each figure, and whether it was given."""
        return [
            (START + STEP * figure, figure, figure in self.figures)
            for figure in FIGURES
        ]


def read(prompt, body: str) -> ScaleValue:
    figures, rest = {}, []
    for line in lines_in(body):
        match = LINE.fullmatch(line)
        moment = match and match[1]
        if moment in prompt.moments and moment not in figures:
            figures[moment] = int(match[2])
        else:
            rest.append(line)
    return ScaleValue(figures, tuple(rest))


def write(prompt, scale: ScaleValue) -> str:
    known = [
        f"{moment}: {scale.figures[moment]}"
        for moment in prompt.moments
        if moment in scale.figures
    ]
    return joined([*known, *scale.rest])


def posted(prompt, data, prefix: str) -> list[str]:
    """The lines that the fields of a page come to."""
    figures = {moment: data.get(f"{prefix}-at-{moment}") for moment in prompt.moments}
    return [f"{moment}: {figure}" for moment, figure in figures.items() if figure]


def fields(prompt, body: str, today) -> dict:
    """What the fields of a page show."""
    scale = read(prompt, body)
    moments = [
        (moment, label, scale.figures.get(moment))
        for moment, label in prompt.moments.items()
    ]
    return {"moments": moments, "figures": FIGURES, "rest": scale.rest}


def told(prompt, body: str) -> ToldAnswer:
    scale = read(prompt, body)
    rows = [
        (str(label), str(scale.figures[moment]))
        for moment, label in prompt.moments.items()
        if moment in scale.figures
    ]
    rest = [_labelled(prompt, line) for line in scale.rest]
    picture = ScaleLine(prompt.low, prompt.high, tuple(scale.figures.values()))
    return ToldAnswer(
        shape="scale", rows=tuple(rows), rest=joined(rest), picture=picture
    )


def _labelled(prompt, line):
    """A moment of an earlier edition has its label; else it is as it stands."""
    moment, colon, figure = line.partition(":")
    return f"{prompt.dropped.get(moment, moment)}{colon}{figure}"
