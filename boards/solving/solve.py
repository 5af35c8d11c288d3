"""The public entrance: from an instance to groups, and a reason for the rest."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from boards.composing.model import Group, Instance, Solution
from boards.composing.reasons import explain_unplaced
from boards.composing.scoring import Score

from .limited import LimitedSearch
from .search import Search, groups_of

# The part of the time in which it is found out how much better it could be.
BOUND_PART = 0.1
# Of so few mentees the best composition is found soon, and may be proven to be that.
FEW, PROOF_PART = 62, 0.3


@dataclass(frozen=True)
class Progress:
    """How far a run has come; `groups` is the best answer so far.

    `bound` is what the quality can at most become with as many locks honoured and
    mentees placed, as soon as that is known. It counts in the units of `score.quality`,
    never lies below it, and only falls while those numbers stay: the gap in per cent is
    100 * (bound - quality) / bound. Progress is told when either gets better.
    """

    seconds: float
    round: int
    score: Score
    groups: tuple[Group, ...]
    bound: int | None = None


def solve(
    instance: Instance,
    *,
    seconds: float = 10.0,
    seed: int = 0,
    rounds: int | None = None,
    warm_start: tuple[Group, ...] | None = None,
    move_limit: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Solution:
    """The best valid composition found within the time.

    The same seed and number of rounds give the same answer as long as the time
    does not end first. `should_stop` is asked often and ends the run with the
    best answer so far, which is always valid. With a `move_limit` at most so many
    of the people in `warm_start` come to sit elsewhere, unless the rules ask for more.
    """
    began = time.monotonic()
    asked = should_stop or (lambda: False)

    def left() -> float:
        return began + seconds - time.monotonic()

    def is_over() -> bool:
        return asked() or left() <= search.reserve

    if move_limit is None or warm_start is None:
        search = Search(instance, seed, is_over, lambda: left() - search.reserve)
        few = len(instance.mentees) <= FEW
        search.granted = (PROOF_PART if few else BOUND_PART) * seconds
        if warm_start:
            search.warm(warm_start)
    else:
        search = LimitedSearch(instance, seed, is_over, warm_start, move_limit)
    reported = None
    for number in search.work(rounds):
        if on_progress and reported != (now := (search.choice.score, search.bound)):
            reported = now
            elapsed = time.monotonic() - began
            on_progress(Progress(elapsed, number, now[0], groups_of(search), now[1]))
    if rounds is None and search.can_bound and not search.optimal:
        search.sharpen(lambda: asked() or left() <= 0)
    bound = search.bound
    groups = groups_of(search)
    score = search.choice.score
    unplaced = explain_unplaced(instance, groups, blocks=search.parts)
    meta = {
        "seconds": round(time.monotonic() - began, 3),
        "seed": seed,
        "rounds": search.round,
        "locked": score.locked,
        "placed": score.placed,
        "quality": score.quality,
        "worst": search.choice.worst,
        "bound": bound,
        "optimal": search.optimal,
    }
    if move_limit is not None and warm_start is not None:
        meta["moved"] = search.moved
    return Solution(instance.id, groups, unplaced, meta)
