from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numba")

from boards.composing.block import blocks
from boards.composing.scoring import fairness
from boards.solving import open_block as opening
from boards.solving import search as searching
from boards.solving import solve
from boards.solving.anneal import LOWEST
from boards.solving.bound import Bound
from boards.solving.compiled import Tables
from boards.solving.exact import best_plans, possible_groups
from boards.solving.front import Front
from boards.solving.open_block import OpenBlock
from boards.solving.priced import NONE
from tests.boards.composing.strategies import instances

from .exhaustive import best_score
from .test_solve import calm, crowd


def fronts_of(instance):
    """The best plan of each block, as if nothing were proven."""
    found = []
    for block in blocks(instance):
        front = Front(block)
        for plan in best_plans(block):
            front.offer(plan)
        found.append(front)
    return found


def fronts_of_searched(instance):
    search = searching.Search(instance, 0, lambda: False)
    for _ in search.work(1):
        pass
    return search.fronts


def bound_of(instance, steps, fronts_of=fronts_of):
    fronts = fronts_of(instance)
    bound = Bound(instance, fronts, lambda number: Tables(fronts[number].block))
    bound.work(0, lambda: False, steps)
    return bound.value


def assert_holds(instance, steps):
    value = bound_of(instance, steps)
    best = best_score(instance)
    assert value is None or value >= best.quality
    return value, best


@calm
@given(instances(), st.integers(1, 40))
def test_no_composition_exceeds_the_bound(instance, steps):
    assert_holds(instance, steps)


@calm
@given(instances())
def test_small_problems_are_proven_without_trying_every_plan(instance):
    fronts = fronts_of(instance)
    bound = Bound(instance, fronts, lambda number: Tables(fronts[number].block))
    best = best_score(instance).quality

    bound.work(best, lambda: False, 500)

    if all(part.is_small for part in bound.parts):
        assert bound.value in (best, None)


def test_a_bound_that_is_too_low_is_seen(monkeypatch):
    instance = crowd()
    few = [p for p in instance.people if p.role == "mentor" or int(p.id[1:]) < 8]
    instance = type(instance)(id="few", people=tuple(few[:11]))
    value, best = assert_holds(instance, 100)
    real = OpenBlock.price
    short = (value - best.quality) // 2 + best.quality // 100

    monkeypatch.setattr(OpenBlock, "price", lambda *about: real(*about) - short)

    with pytest.raises(AssertionError):
        assert_holds(instance, 100)


@calm
@given(
    instances(), st.integers(0, 2**30), st.sampled_from([None, 1_000_000, 2_000_000])
)
def test_pricing_finds_the_best_group_there_is(instance, seed, floor):
    random = Random(seed)
    for front in fronts_of(instance):
        block = front.block
        part = OpenBlock(front, Tables(block))
        prices = np.array(
            [random.randrange(-1_000_000, 4_000_000) for _ in block.mentees]
        )
        lowest = [int(least) for least in part.priced.leasts]
        best = [NONE if forced else 0 for forced in part.priced.forced]
        for group in possible_groups(block):
            mentor, worth = group.mentor, group.value
            worth -= int(prices[list(group.members)].sum())
            if len(group.members) >= lowest[mentor] and group.worst >= (
                floor or LOWEST
            ):
                best[mentor] = max(best[mentor], worth)

        for mentor in random.sample(range(len(best)), len(best)):
            found = part.price(np.array([mentor]), prices, floor or LOWEST)
            assert found == best[mentor]
            # Once more with what is in the pool by now.
            assert part.price(np.array([mentor]), prices, floor or LOWEST) == found


def test_a_search_that_is_cut_short_still_bounds(monkeypatch):
    exact = bound_of(crowd(), 2, fronts_of_searched)

    monkeypatch.setattr(opening, "BUDGET", 3)

    assert bound_of(crowd(), 2, fronts_of_searched) >= exact


def test_who_must_lead_and_how_many_follows_from_the_numbers():
    instance = crowd()
    people = [p for p in instance.people if p.role == "mentee"][:11]
    people += [p for p in instance.people if p.role == "mentor"][:2]
    (front,) = fronts_of(type(instance)(id="scarce", people=tuple(people)))

    part = OpenBlock(front, Tables(front.block))

    assert part.priced.forced.tolist() == [True, True]
    assert part.priced.leasts.tolist() == [5, 5]


def test_progress_tells_the_bound_while_the_search_goes_on():
    instance, seen = crowd(), []

    solution = solve(instance, seconds=30, rounds=3, on_progress=seen.append)

    known = [progress.bound for progress in seen if progress.bound is not None]
    assert known == sorted(known, reverse=True)
    assert known[-1] == solution.meta["bound"]
    assert all(bound >= solution.meta["quality"] for bound in known)
    assert solution.meta["bound"] <= 1.02 * solution.meta["quality"]


def test_the_worst_fit_is_not_taken_for_granted():
    """The blocks alone and the highest worst fit would bound it too, less closely."""
    instance = crowd()
    fronts = fronts_of_searched(instance)
    (front,) = fronts
    bound = Bound(instance, fronts, lambda _: Tables(front.block))
    quality = front.pick(LOWEST)[0].value

    bound.work(quality, lambda: False, 200)

    first, *rest = sorted(bound.spans, key=lambda span: span.floor)
    assert rest
    assert bound.value < first.worth + fairness(instance, 40, front.ceiling)
