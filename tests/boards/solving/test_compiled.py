import threading
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing.block import blocks
from boards.solving import compiled, solve
from boards.solving.anneal import LOWEST
from boards.solving.start import start

from .test_solve import crowd


def schedule(seed, **about):
    about = {"proposals": 20_000, "seed": seed, "floor": LOWEST, "price": 0, **about}
    return compiled.Schedule(**about, hot=1e6, cold=4e4)


@pytest.mark.parametrize("parts", ["whole", "halves"])
@pytest.mark.parametrize(("floor", "price"), [(LOWEST, 0), (3_000_000, 50)])
@pytest.mark.parametrize("seed", range(3))
def test_the_kernel_keeps_the_rules_and_its_accounts(seed, floor, price, parts):
    (block,) = blocks(crowd())
    plan = start(block, Random(seed))
    seating = compiled.Seating(compiled.Tables(block), np.array(plan.group_of), floor)
    regions = [seating.whole()]
    if parts == "halves":
        regions = seating.halves(np.random.default_rng(seed))
    state = np.array([2 * seed + 1], dtype=np.uint64)

    def priced(plan):
        fits = [f for g in plan.open_mentors() for f in block.fits(g, plan.seats[g])]
        lack = sum(max(0, floor - fit) for fit in fits)
        return plan.merit(block).value - price * lack

    how = schedule(seed, floor=floor, price=price)
    for region in regions:
        seating.run(region, how, 1e6, 4e4, 20_000, state)

    arrays = seating.kernel
    after = compiled.plan_of(block, arrays.group_of)
    gained = sum(int(region.values[0]) for region in regions)
    assert priced(after) - priced(plan) == gained
    for mentor, members in enumerate(after.seats):
        assert len(members) in (0, *range(block.min_size, block.limits[mentor] + 1))
        assert not any(block.apart[a, b] for a in members for b in members)
        assert not any(block.barred[a, mentor] for a in members)
        assert arrays.fits[members].tolist() == block.fits(mentor, members)


@pytest.mark.parametrize("anneal", [compiled.anneal, compiled.anneal_halves])
@pytest.mark.parametrize("seed", range(3))
def test_annealing_never_loses_and_repeats_itself(seed, anneal):
    (block,) = blocks(crowd())
    before = start(block, Random(seed))

    after = [
        anneal(block, compiled.Tables(block), before, schedule(seed), lambda: False)
        for _ in range(2)
    ]

    assert after[0].merit(block) >= before.merit(block)
    assert after[0].seats == after[1].seats


def test_only_the_thread_that_called_is_asked_to_stop():
    asking = set()

    solve(
        crowd(),
        seconds=30,
        rounds=2,
        should_stop=lambda: asking.add(threading.get_ident()),
    )

    assert asking == {threading.get_ident()}
