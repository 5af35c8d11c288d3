"""The map of stances: two axes from 0 to 40, and what lies where."""

from dataclasses import dataclass
from enum import StrEnum

RELATION, CONTENT = "relation", "content"
HIGHEST = 40


class Level(StrEnum):
    """How much of an axis; in the middle somebody stands on the edge."""

    LITTLE = "little"
    MIDDLE = "middle"
    MUCH = "much"


# Where a dot by feeling lies on an axis.
FELT = {Level.LITTLE: 10, Level.MIDDLE: 22, Level.MUCH: 33}
# By whether there is much of each axis.
STANCES = {
    (True, False): "mama",
    (False, True): "macho",
    (False, False): "mole",
    (True, True): "mature",
}


@dataclass(frozen=True, slots=True)
class StancePlace:
    relation: int
    content: int


@dataclass(frozen=True, slots=True)
class Map:
    """Little is below `low`, much above `high`."""

    low: int
    high: int

    def level(self, value: int) -> Level:
        if value < self.low:
            return Level.LITTLE
        return Level.MUCH if value > self.high else Level.MIDDLE

    def stances_at(self, place: StancePlace) -> list[str]:
        """The stance there, or the two or four that meet where somebody is on the edge."""
        relation, content = self.level(place.relation), self.level(place.content)
        return [
            stance
            for (warm, clear), stance in STANCES.items()
            if _holds(warm, relation) and _holds(clear, content)
        ]


def _holds(much, level):
    return level == Level.MIDDLE or much == (level == Level.MUCH)


def felt(relation: str, content: str) -> StancePlace:
    return StancePlace(FELT[Level(relation)], FELT[Level(content)])
