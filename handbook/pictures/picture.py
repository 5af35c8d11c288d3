"""The pictures that one can turn, read from `content/<language>/<slug>.md`.

All but the words is the same in every language. What lies in a picture is chosen place
by place, in the order in which they stand round it, clockwise.
"""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from writing.content import Content, markdown, rendered, split

# By shape, in degrees clockwise from the top: the first place, and from each to the next.
ANGLES = {"rose": (22.5, 45), "triangle": (300, 120), "topoi": (0, 72)}


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """`said` by column of its picture; `calls` is the key of the place it calls up."""

    key: str
    name: str
    in_words: str
    said: MappingProxyType[str, str]
    angle: float
    sign: str = ""
    calls: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """A dot to put down: what is asked, what is said of it and which columns beside.

    `together`: how it is asked where two sit round one telephone; "" when it is not.
    """

    key: str
    ask: str
    says: str
    facts: tuple[str, ...]
    together: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """`page` is the one on it in the handbook; `meets` what is said of two places."""

    slug: str
    title: str
    summary: str
    order: int
    page: str
    shape: str
    source: str
    line: str
    columns: MappingProxyType[str, str]
    hands: tuple[Hand, ...]
    places: tuple[PicturePlace, ...]
    html: str
    axes: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    turn: str = ""

    def place(self, key: str) -> PicturePlace | None:
        return next((place for place in self.places if place.key == key), None)

    def hand(self, key: str) -> Hand:
        return next(hand for hand in self.hands if hand.key == key)


def parse(slug: str, source: str) -> Picture:
    settings, body = split(source)
    columns = settings.pop("columns")
    first, step = ANGLES[settings["shape"]]
    places = tuple(
        _place(columns, (first + step * number) % 360, place)
        for number, place in enumerate(settings.pop("places"))
    )
    hands = tuple(
        Hand(facts=tuple(hand.pop("facts")), **hand) for hand in settings.pop("hands")
    )
    listed = {name: tuple(settings.pop(name, ())) for name in ("axes", "meets")}
    return Picture(
        slug=slug,
        columns=MappingProxyType(columns),
        hands=hands,
        places=places,
        html=rendered(markdown.parse(body)),
        **listed,
        **settings,
    )


def _place(columns, angle, settings):
    own = {name: settings.pop(name) for name in columns if name in settings}
    if calls := own.get("calls"):
        settings["calls"] = calls
    return PicturePlace(angle=angle, said=MappingProxyType(own), **settings)


PICTURES = Content(
    Path(__file__).parent / "content", make=parse, order=lambda picture: picture.order
)
pictures, get_picture = PICTURES.pages, PICTURES.get
