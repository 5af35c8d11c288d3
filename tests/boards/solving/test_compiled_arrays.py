"""Between plans and the arrays of the kernel: tables, seatings, regions, schedules."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing import Pin
from boards.solving import compiled, counting
from boards.solving.anneal import LOWEST
from boards.solving.plan import Plan
from boards.solving.start import start
from tests.boards.composing.people import mentees, mentor

from .small import block_of, mixed, plan_of, rough

pytestmark = pytest.mark.usefixtures("compiled_code")

PINS = (Pin("e00", "m0", "lock"), Pin("e02", "m1", "forbid"))
seeds = pytest.mark.parametrize("seed", range(4))
SCHEDULE = compiled.Schedule(10, seed=1, floor=LOWEST, price=0, hot=2.0, cold=1.0)


@seeds
def test_tables_say_what_the_block_says(seed):
    block = mixed(seed, pins=PINS)
    tables = compiled.Tables(block)

    for row in range(14):
        for lead in range(4):
            worth = (
                counting.NEVER if block.barred[row, lead] else block.worth[row][lead]
            )
            assert tables.worth[row, lead] == worth
        for other in range(14):
            bond = (
                counting.APART if block.apart[row, other] else block.peers[row][other]
            )
            assert tables.peers[row, other] == bond
    assert tables.shares.tolist() == [0, 0, 60, 30, 20, 15, 12]
    assert tables.costs.tolist() == list(block.size_costs)
    assert tables.limits.tolist() == list(block.limits)
    assert tables.loose.tolist() == list(range(1, 14))
    assert tables.locked.tolist() == [True] + [False] * 13
    assert tables.kernel.min_size == 4


@pytest.mark.parametrize(
    ("most", "kind"), [(0, np.int16), (32_767, np.int16), (32_768, np.int32)]
)
def test_bonds_take_two_bytes_as_long_as_they_fit(most, kind):
    block = block_of(*mentees(5), mentor("m"), exclusions=(("e1", "e2"),))
    peers = np.zeros((5, 5), dtype=np.intc)
    peers[3, 4] = peers[4, 3] = most

    tables = compiled.Tables(replace(block, peer_worth=peers))

    assert tables.peers.dtype == kind
    assert tables.peers[3, 4] == most
    assert tables.peers[0, 1] == counting.APART


@seeds
@pytest.mark.parametrize(("strip", "count"), [(256, 3), (2, 3), (2, 1), (256, 99)])
def test_the_columns_of_the_highest_values_are_found(monkeypatch, seed, strip, count):
    monkeypatch.setattr(compiled, "STRIP", strip)
    table = np.random.default_rng(seed).integers(-5, 50, (7, 6)).astype(np.int16)

    columns = compiled._top(table, count)

    assert columns.shape == (7, min(count, 6))
    for row, found in zip(table, columns, strict=True):
        assert len(set(found.tolist())) == len(found)
        highest = sorted(row.tolist(), reverse=True)[: len(found)]
        assert sorted(row[found].tolist(), reverse=True) == highest


@seeds
def test_a_seating_is_the_plan(seed):
    block = mixed(seed, pins=PINS)
    plan = start(block, Random(seed))

    arrays = compiled.Seating(
        compiled.Tables(block), np.array(plan.group_of), LOWEST
    ).kernel

    assert arrays.group_of.tolist() == arrays.best.tolist() == plan.group_of
    for lead, members in enumerate(plan.seats):
        size = arrays.sizes[lead]
        assert arrays.members[lead, :size].tolist() == sorted(members)
        assert set(arrays.members[lead, size:].tolist()) <= {-1}
    assert compiled.plan_of(block, arrays.group_of).group_of == plan.group_of
    # What was best stays while who sits where changes.
    arrays.group_of[:] = -1
    assert arrays.best.tolist() == plan.group_of


@pytest.mark.parametrize("largest", [4, 6, 70])
def test_every_step_of_the_largest_group_finds_room(monkeypatch, largest):
    """The kernel looks at no bounds: it would write beyond them."""
    block = block_of(*mentees(9), mentor("m"))
    block = replace(block, size_costs=(0,) * (largest + 1), limits=(largest,))
    seating = compiled.Seating(
        compiled.Tables(block), np.array(plan_of(block, range(4)).group_of), LOWEST
    )
    seen = []
    monkeypatch.setattr(compiled.kernel, "run", lambda *about: seen.append(about))

    seating.run(seating.whole(), SCHEDULE, 2.0, 1.0, 10, np.ones(1, np.uint64))

    ((*_, journal),) = seen
    assert len(journal) >= largest
    assert seating.kernel.members.shape == (1, largest)


def test_a_region_holds_whom_it_may_move_and_the_mentors_it_may_give_them():
    block = mixed(1, pins=PINS)
    seating = compiled.Seating(
        compiled.Tables(block), np.array(Plan(block).group_of), LOWEST
    )

    region = seating.region(np.array([0, 3, 5]), np.array([1, 3]))

    assert region.mentees.tolist() == [0, 3, 5]
    assert region.loose.tolist() == [3, 5]
    assert region.mentors.tolist() == [1, 3]
    assert region.mine.tolist() == [False, True, False, True]
    assert region.values.tolist() == [0, 0]
    whole = seating.whole()
    assert whole.mentees.tolist() == list(range(14))
    assert whole.mine.all()


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("leads", [5, 6])
def test_halves_hold_everybody_and_every_mentor_once(seed, leads):
    # Two mentors lead nobody, and two mentees sit nowhere.
    block = mixed(seed, many=22, leads=leads, apart=0)
    groups = [list(range(n * 5, n * 5 + 5)) for n in range(leads - 2)]
    plan = plan_of(block, [], *groups)
    seating = compiled.Seating(compiled.Tables(block), np.array(plan.group_of), LOWEST)

    left, right = seating.halves(np.random.default_rng(seed))

    assert len(left.mentors) == leads // 2
    for ours, theirs, many in (
        (left.mentees, right.mentees, 22),
        (left.mentors, right.mentors, leads),
    ):
        assert sorted([*ours.tolist(), *theirs.tolist()]) == list(range(many))
    for half in (left, right):
        assert np.flatnonzero(half.mine).tolist() == half.mentors.tolist()
        for lead in half.mentors.tolist():
            assert set(plan.seats[lead]) <= set(half.mentees.tolist())


def test_halves_differ_from_one_draw_to_the_next():
    block = mixed(1, many=25, leads=5, apart=0)
    plan = plan_of(block, *np.arange(25).reshape(5, 5).tolist())
    seating = compiled.Seating(compiled.Tables(block), np.array(plan.group_of), LOWEST)
    random = np.random.default_rng(3)

    drawn = {tuple(seating.halves(random)[0].mentors.tolist()) for _ in range(12)}

    assert len(drawn) > 1


@pytest.mark.parametrize("seed", range(6))
def test_halves_that_are_apart_differ_in_how_they_like_some_mentor(seed):
    block = rough(seed, many=30, leads=6, apart=0)
    groups = np.arange(30).reshape(6, 5)
    seating = compiled.Seating(
        compiled.Tables(block), np.array(plan_of(block, *groups.tolist()).group_of), 0
    )

    left, right = seating.halves(np.random.default_rng(seed))

    liking = block.mentor_worth[groups].mean(axis=1)
    assert any(
        liking[left.mentors, lead].max() <= liking[right.mentors, lead].min()
        for lead in range(6)
    )


def test_a_mentor_who_leads_nobody_is_on_either_side_in_turn():
    block = rough(1, many=20, leads=5, apart=0)
    plan = plan_of(block, *np.arange(20).reshape(4, 5).tolist())
    seating = compiled.Seating(compiled.Tables(block), np.array(plan.group_of), 0)
    random = np.random.default_rng(1)

    sides = {bool(seating.halves(random)[0].mine[4]) for _ in range(20)}

    assert sides == {True, False}
