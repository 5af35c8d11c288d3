"""A part of the range the worst fit may lie in, and the prices being tried in it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .open_block import BlockBound
from .priced import NONE


@dataclass(eq=False)
class Span:
    """Compositions in which nobody fits worse than `floor`, but somebody below `end`."""

    floor: int
    end: int
    standings: list[BlockBound]
    solved: int = 0

    @property
    def worth(self) -> int | None:
        """What no such composition exceeds, fairness left out."""
        values = [standing.value for standing in self.standings]
        if None in values:
            return None
        return NONE if NONE in values else self.solved + sum(values)

    @property
    def slack(self) -> float:
        return sum(standing.slack for standing in self.standings)


@dataclass(eq=False)
class Batch:
    """Prices being tried; it can be left and taken up again."""

    span: Span
    numbers: list[int]
    trials: list[np.ndarray]
    jobs: list[Callable[[], int]]
    results: list[int | None] = field(init=False)

    def __post_init__(self):
        self.results = [None] * len(self.jobs)
