"""All groups of a mentor above a worth, against all groups there are."""

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.solving import pricing
from boards.solving.anneal import LOWEST
from boards.solving.priced import NONE

from .test_pricing_search import BUDGET, PLAIN, as_sets, fair, seeds, world, worths_of

pytestmark = pytest.mark.usefixtures("compiled_code")


def collected(seed, lead, floor, least, *, budget=BUDGET, lines=700, fast=False):
    priced, prices, _ = world(seed)
    members = np.full((lines, priced.tops.shape[1]), -1, np.int32)
    worths = np.zeros((lines, 2), np.int64)
    how = pricing.collect if fast else PLAIN.collect
    count = how(priced, lead, prices, floor, least, budget, members, worths)
    return count, members[: max(count, 0)], worths[: max(count, 0)]


@seeds
@fair
@pytest.mark.parametrize("fast", [False, True])
def test_all_groups_above_a_worth_are_collected(seed, floor, fast):
    least = world(seed)[0].leasts
    for lead in range(3):
        worths = worths_of(seed, lead, floor)
        worths = {some: w for some, w in worths.items() if len(some) >= least[lead]}
        above = sorted(worths.values(), reverse=True)[len(worths) // 3 :][:1]
        for floor_of_worth in (*above, NONE):
            count, rows, found = collected(seed, lead, floor, floor_of_worth, fast=fast)

            wanted = {some: w for some, w in worths.items() if w > floor_of_worth}
            assert count == len(wanted)
            pairs = zip(as_sets(rows), found[:, 0].tolist(), strict=True)
            assert dict(pairs) == wanted


def test_too_many_groups_are_not_collected():
    count, *_ = collected(1, 0, LOWEST, NONE)

    assert count > 10
    assert collected(1, 0, LOWEST, NONE, lines=count + 1)[0] == count
    assert collected(1, 0, LOWEST, NONE, lines=count)[0] == -1
    assert collected(1, 0, LOWEST, NONE, lines=3)[0] == -1
    assert collected(1, 0, LOWEST, NONE, budget=5)[0] == -1
