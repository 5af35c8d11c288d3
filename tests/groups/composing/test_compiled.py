import threading
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from groups.composing import compiled, solve
from groups.composing.anneal import LOWEST
from groups.composing.block import blocks
from groups.composing.start import start

from .test_solve import crowd


def annealed(block, seed, **about):
    plan = start(block, Random(seed))
    about = {"proposals": 20_000, "seed": seed, "floor": LOWEST, "price": 0, **about}
    tables = compiled.Tables(block)
    heats = {"hot": 1e6, "cold": 4e4, "should_stop": lambda: False}
    return plan, compiled.anneal(block, tables, plan, **about, **heats)


@pytest.mark.parametrize("seed", range(5))
def test_the_kernel_keeps_the_rules_and_its_accounts(seed):
    (block,) = blocks(crowd())
    plan, _ = annealed(block, seed)
    seating = compiled.Seating(block, compiled.Tables(block), plan)
    state = np.array([2 * seed + 1], dtype=np.uint64)
    seating.run(LOWEST, 0, 1e6, 4e4, 20_000, 1, state)

    after, state = seating.current(), seating.kernel
    assert after.merit(block).value - plan.merit(block).value == state.values[0]
    for mentor, members in enumerate(after.seats):
        assert len(members) in (0, *range(block.min_size, block.limits[mentor] + 1))
        assert not any(block.apart[a, b] for a in members for b in members)
        assert not any(block.barred[a, mentor] for a in members)
        assert state.fits[members].tolist() == block.fits(mentor, members)


@pytest.mark.parametrize("seed", range(3))
def test_annealing_never_loses(seed):
    (block,) = blocks(crowd())

    before, after = annealed(block, seed)

    assert after.merit(block) >= before.merit(block)


def test_only_the_thread_that_called_is_asked_to_stop():
    asking = set()

    solve(
        crowd(),
        seconds=30,
        rounds=2,
        should_stop=lambda: asking.add(threading.get_ident()),
    )

    assert asking == {threading.get_ident()}
