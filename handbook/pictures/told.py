"""What a picture says of the places that were chosen in it."""

from dataclasses import dataclass

from handbook.pictures.picture import Hand, Picture, PicturePlace

HERE, BESIDE, ELSEWHERE = range(3)


@dataclass(frozen=True)
class ToldPlace:
    """Of one place under one hand; `shown`: it is the one chosen."""

    place: PicturePlace
    # In degrees, as no language writes otherwise.
    angle: str
    words: str
    facts: list[tuple[str, str]]
    way_out: list[tuple[str, str]]
    shown: bool


def told_places(picture: Picture, hand: Hand, chosen: str) -> list[ToldPlace]:
    """Every place as that hand has it, of which one may be chosen."""
    return [_told(picture, hand, place, chosen) for place in picture.places]


def _told(picture, hand, place, chosen):
    turned = [name for name in ("way_out", "step", "sentence") if name in place.said]
    return ToldPlace(
        place=place,
        angle=str(place.angle),
        words=says(picture, hand, place),
        facts=_facts(picture, place, hand.facts),
        way_out=_facts(picture, place, turned),
        shown=place.key == chosen,
    )


def says(picture: Picture, hand: Hand, place: PicturePlace) -> str:
    called = picture.place(place.calls)
    return hand.says.format(
        in_words=place.in_words, called=called.in_words if called else ""
    )


def _facts(picture, place, names):
    return [(picture.columns[name], said_at(picture, place, name)) for name in names]


def said_at(picture: Picture, place: PicturePlace, column: str) -> str:
    """What stands in that column; what it calls up is named in words."""
    if column == "calls":
        return picture.place(place.calls).in_words
    return place.said[column]


def meeting(picture: Picture, mine: PicturePlace, other: PicturePlace) -> int:
    """Where the other stands, from the place that mine calls up, or else from mine."""
    keys = [place.key for place in picture.places]
    steps = abs(keys.index(mine.calls or mine.key) - keys.index(other.key))
    steps = min(steps, len(keys) - steps)
    if not steps:
        return HERE
    return BESIDE if steps == 1 and mine.calls else ELSEWHERE


def table(picture: Picture) -> list[tuple[PicturePlace, list[tuple[str, str]]]]:
    """Every place with all that is said of it: the picture for who reads it."""
    return [
        (place, _facts(picture, place, picture.columns)) for place in picture.places
    ]


def in_words(picture: Picture, chosen: dict[str, str], line="") -> str:
    """What was chosen and written, as it is kept."""
    places = {hand: picture.place(chosen.get(hand.key, "")) for hand in picture.hands}
    lines = [says(picture, hand, place) for hand, place in places.items() if place]
    mine, other = (picture.place(chosen.get(key, "")) for key in ("me", "other"))
    if picture.meets and mine and other:
        lines.append(picture.meets[meeting(picture, mine, other)])
    if line:
        lines.append(f"{picture.line}: {line}" if picture.line[-1] != "?" else line)
    return "\n".join([picture.title, "", *lines])
