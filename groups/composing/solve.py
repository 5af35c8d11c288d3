"""The public entrance: from an instance to groups, and a reason for the rest."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .block import Block, blocks
from .model import Group, Instance, Solution
from .plan import Plan
from .reasons import explain_unplaced
from .scoring import Score, fairness
from .start import start


@dataclass(frozen=True)
class Progress:
    """How far a run has come; `groups` is the best answer so far."""

    seconds: float
    round: int
    score: Score
    groups: tuple[Group, ...]


def solve(
    instance: Instance,
    *,
    seconds: float = 10.0,
    seed: int = 0,
    rounds: int | None = None,
    warm_start: tuple[Group, ...] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Solution:
    """The best valid composition found within the time.

    The same seed and number of rounds give the same answer as long as the time
    does not end first. `should_stop` is asked often and ends the run with the
    best answer so far, which is always valid.
    """
    began = time.monotonic()
    parts = list(blocks(instance))
    plans = [start(block, Random(seed)) for block in parts]  # noqa: S311
    groups = _groups(parts, plans)
    unplaced = explain_unplaced(instance, groups)
    score = _score(instance, parts, plans)
    meta = {
        "seconds": round(time.monotonic() - began, 3),
        "seed": seed,
        "locked": score.locked,
        "placed": score.placed,
        "quality": score.quality,
    }
    return Solution(instance.id, groups, unplaced, meta)


def _groups(parts: list[Block], plans: list[Plan]) -> tuple[Group, ...]:
    found = [
        Group(block.mentors[mentor], tuple(sorted(block.mentees[m] for m in members)))
        for block, plan in zip(parts, plans, strict=True)
        for mentor, members in enumerate(plan.seats)
        if members
    ]
    return tuple(sorted(found, key=lambda group: group.mentor))


def _score(instance: Instance, parts: list[Block], plans: list[Plan]) -> Score:
    merits = [plan.merit(block) for block, plan in zip(parts, plans, strict=True)]
    placed = sum(merit.placed for merit in merits)
    worst = min((merit.worst for merit in merits if merit.placed), default=0)
    quality = sum(merit.value for merit in merits) + fairness(instance, placed, worst)
    return Score(sum(merit.locked for merit in merits), placed, quality)
