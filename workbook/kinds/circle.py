"""A circle of people around a goal: a line each of letter, side, ring and a word."""

from dataclasses import astuple, dataclass
from itertools import zip_longest

from workbook.kinds.drawing import draw
from workbook.kinds.lines import cells_in, joined, line_of, lines_in, one_line
from workbook.kinds.told import ToldAnswer

PARTS = ("letter", "side", "ring", "word")


@dataclass(frozen=True, slots=True)
class CirclePerson:
    """A side or a ring that is none of the prompt's is kept, and stands nowhere."""

    letter: str
    side: str = ""
    ring: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class CircleValue:
    """`rest`: lines that are nobody."""

    people: tuple[CirclePerson, ...] = ()
    rest: tuple[str, ...] = ()


def read(prompt, body: str) -> CircleValue:
    people, rest = [], []
    for line in lines_in(body):
        cells = cells_in(line)
        if len(cells) > len(PARTS):
            rest.append(line)
        else:
            people.append(CirclePerson(*cells))
    return CircleValue(tuple(people), tuple(rest))


def write(prompt, circle: CircleValue) -> str:
    people = [line_of(astuple(person)) for person in circle.people]
    return joined([*(line for line in people if line.strip()), *circle.rest])


def posted(prompt, data, prefix: str) -> list[str]:
    """The lines that the fields of a page come to."""
    parts = [data.getlist(f"{prefix}-{part}") for part in PARTS]
    rows = zip_longest(*parts, fillvalue="")
    return [line_of(map(one_line, row)) for row in rows if any(row)]


def fields(prompt, body: str, today) -> dict:
    """What the fields of a page show: who is there, and a line for somebody more."""
    circle = read(prompt, body)
    return {
        "people": [
            (
                person,
                options(prompt.sides, person.side),
                options(prompt.rings, person.ring),
            )
            for person in (*circle.people, CirclePerson(""))
        ],
        "nobody": (
            CirclePerson(""),
            options(prompt.sides, ""),
            options(prompt.rings, ""),
        ),
        "drawing": draw(prompt, circle.people),
        "rest": circle.rest,
    }


def options(labels, value) -> list[tuple[str, str]]:
    """What can be chosen; what stands there is among it, also when it cannot be."""
    known = value in labels or not value
    return [*labels.items(), *([] if known else [(value, value)])]


def told(prompt, body: str) -> ToldAnswer:
    circle = read(prompt, body)
    labels = {**prompt.dropped, **prompt.sides, **prompt.rings}
    rows = tuple(
        (
            person.letter,
            labels.get(person.side, person.side),
            labels.get(person.ring, person.ring),
            person.word,
        )
        for person in circle.people
    )
    return ToldAnswer(
        shape="circle",
        rows=rows,
        rest=joined(circle.rest),
        picture=draw(prompt, circle.people),
    )
