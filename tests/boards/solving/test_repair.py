"""Placing as many as can be: chains of moves, and what they leave alone."""

from random import Random

import pytest

from boards.composing import Pin
from boards.composing.capacity import most
from boards.solving import repair
from boards.solving.plan import Plan
from boards.solving.start import largest_crowd, start
from tests.boards.composing.people import mentee, mentees, mentor

from .small import assert_agrees, assert_valid, block_of, mixed, plan_of


def test_allowed_looks_past_who_is_about_to_leave():
    block = block_of(*mentees(5), mentor("m"), exclusions=(("e1", "e2"),))
    plan = plan_of(block, [1, 2])

    assert not repair.allowed(block, plan, 0, 0)
    assert repair.allowed(block, plan, 0, 0, without=1)
    assert not repair.allowed(block, plan, 0, 0, without=2)
    assert repair.allowed(block, plan, 3, 0)


def test_allowed_heeds_what_is_forbidden():
    block = block_of(*mentees(4), mentor("m"), pins=(Pin("e1", "m", "forbid"),))

    assert not repair.allowed(block, Plan(block), 0, 0)


def test_who_fits_in_is_inserted_without_moving_anybody():
    block = block_of(*mentees(5), mentor("m"))
    plan = plan_of(block, [0, 1, 2, 3])

    assert repair.insert(block, plan, 4)
    assert plan.seats == [[0, 1, 2, 3, 4]]


def test_somebody_makes_room_by_moving_on():
    # e9 may only sit with m, who is full; one of m's goes to n.
    pins = (Pin("e9", "n", "forbid"),)
    block = block_of(*mentees(9), mentor("m", max_group=4), mentor("n"), pins=pins)
    plan = plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7])

    assert repair.insert(block, plan, 8)
    assert plan.group_of[8] == 0
    assert [len(members) for members in plan.seats] == [4, 5]
    assert_valid(block, plan)


def test_the_one_in_the_way_is_the_one_who_moves_on():
    block = block_of(
        *mentees(9), mentor("m", max_group=5), mentor("n"),
        exclusions=(("e9", "e3"),), pins=(Pin("e9", "n", "forbid"),),
    )  # fmt: skip
    plan = plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7])

    assert repair.insert(block, plan, 8)
    assert plan.seats == [[0, 1, 3, 8], [4, 5, 6, 7, 2]]


def test_nobody_comes_where_two_are_in_the_way():
    block = block_of(
        *mentees(9), mentor("m"), mentor("n"),
        exclusions=(("e9", "e1"), ("e9", "e2")), pins=(Pin("e9", "n", "forbid"),),
    )  # fmt: skip
    plan = plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7])

    assert not repair.insert(block, plan, 8)
    assert plan.seats == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_who_is_locked_makes_way_for_nobody():
    locks = tuple(Pin(f"e{n}", "m", "lock") for n in range(1, 5))
    pins = (*locks, Pin("e9", "n", "forbid"))
    leads = (mentor("m", max_group=4), mentor("n"))
    block = block_of(*mentees(9), *leads, pins=pins)
    plan = plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7])

    assert not repair.insert(block, plan, 8)
    assert plan.seats == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_a_group_is_filled_from_one_that_can_spare_somebody():
    block = block_of(*mentees(9), mentor("m"), mentor("n"))
    plan = plan_of(block, [0, 1, 2], [3, 4, 5, 6, 7])
    plan.seat(8, 1)

    assert repair.fill(block, plan, 0)
    assert [len(members) for members in plan.seats] == [4, 5]
    assert_valid(block, plan)


def test_a_group_is_filled_through_one_that_can_spare_nobody_itself():
    # Only d may come to m; n then takes one of o's.
    people = [mentee(name) for name in "abcdefghijkl"]
    pins = tuple(Pin(name, "m", "forbid") for name in "efghijkl")
    block = block_of(*people, mentor("m"), mentor("n"), mentor("o"), pins=pins)
    plan = plan_of(block, [0, 1, 2], [3, 4, 5, 6], [7, 8, 9, 10, 11])

    assert repair.fill(block, plan, 0)
    assert plan.group_of[3] == 0
    assert [len(members) for members in plan.seats] == [4, 4, 4]
    assert_valid(block, plan)


def test_nobody_who_is_locked_is_taken_to_fill_a_group():
    pins = tuple(Pin(f"e{n}", "n", "lock") for n in range(4, 9))
    block = block_of(*mentees(8), mentor("m"), mentor("n"), pins=pins)
    plan = plan_of(block, [0, 1, 2], [3, 4, 5, 6, 7])

    assert not repair.fill(block, plan, 0)
    assert plan.seats == [[0, 1, 2], [3, 4, 5, 6, 7]]


def test_a_group_is_opened_around_some_or_not_at_all():
    block = block_of(*mentees(8), mentor("m"), mentor("n"), mentor("o"))
    plan = plan_of(block, [0, 1, 2, 3, 4, 5])
    before = plan.copy()

    # Six and two are two groups of four.
    assert repair.open_group(block, plan, 1, [6, 7])
    assert [len(members) for members in plan.seats] == [4, 4, 0]
    assert_valid(block, plan)

    five = block_of(*mentees(7), mentor("m"), mentor("n"))
    plan = plan_of(five, [0, 1, 2, 3, 4, 5])
    assert not repair.open_group(five, plan, 1, [6])
    assert plan.seats == before.seats[:2]


def test_no_group_is_opened_around_whom_its_mentor_may_not_have():
    block = block_of(
        *mentees(8), mentor("m"), mentor("n"), pins=(Pin("e8", "m", "forbid"),)
    )
    plan = plan_of(block, [], [0, 1, 2, 3])

    assert not repair.open_group(block, plan, 0, [7])
    assert plan.seats == [[], [0, 1, 2, 3]]


def test_what_stays_too_small_is_dissolved():
    block = block_of(*mentees(7), mentor("m"), mentor("n"))
    plan = plan_of(block, [0, 1, 2], [3, 4, 5, 6])

    repair.fill_or_dissolve(block, plan)

    assert plan.seats == [[], [3, 4, 5, 6]]


def test_of_two_that_are_too_small_the_one_with_a_lock_is_filled():
    pins = (Pin("e1", "m", "lock"),)
    block = block_of(*mentees(7), mentor("m"), mentor("n"), pins=pins)
    plan = plan_of(block, [0], [1, 2, 3])

    repair.fill_or_dissolve(block, plan)

    assert [sorted(members) for members in plan.seats] == [[0, 4, 5, 6], []]


def test_a_lock_is_honoured_at_the_cost_of_somebody_who_is_placed():
    pins = (Pin("e5", "m", "lock"),)
    block = block_of(*mentees(5), mentor("m", max_group=4), pins=pins)
    plan = plan_of(block, [0, 1, 2, 3])

    repair.honour(block, plan)

    assert plan.group_of[4] == 0
    assert len(plan.seats[0]) == 4
    assert_valid(block, plan)


def test_a_lock_may_cost_a_whole_group():
    # m needs three more, who all sit with n; no more than one group is possible.
    pins = (Pin("e5", "m", "lock"),)
    block = block_of(*mentees(5), mentor("m"), mentor("n"), pins=pins)
    plan = plan_of(block, [], [0, 1, 2, 3])

    repair.honour(block, plan)

    assert plan.seats[1] == []
    assert sorted(plan.seats[0]) == [0, 1, 2, 3, 4]


def test_who_is_locked_does_not_make_way_for_another_lock():
    pins = tuple(Pin(f"e{n}", "m", "lock") for n in range(1, 6))
    block = block_of(*mentees(5), mentor("m", max_group=4), pins=pins)
    plan = plan_of(block, [0, 1, 2, 3])

    repair.honour(block, plan)

    assert plan.seats == [[0, 1, 2, 3]]


@pytest.mark.parametrize("seed", range(12))
def test_a_repaired_plan_is_valid_and_a_start_repeats_itself(seed):
    locks = (Pin("e00", "m0", "lock"), Pin("e01", "m1", "lock"))
    block = mixed(seed, pins=(*locks, Pin("e02", "m0", "forbid")))

    for wild in (False, True):
        first, second = (
            start(block, Random(seed), extra=seed % 3 - 1, wild=wild) for _ in range(2)
        )
        assert first.seats == second.seats
        assert_valid(block, first)
        assert first.counts(block)[1] <= most(block)


@pytest.mark.parametrize("seed", range(8))
def test_any_plan_that_keeps_the_pairs_can_be_repaired(seed):
    random, block = Random(seed), mixed(seed, many=11, leads=3)
    plan = Plan(block)
    for row in range(11):
        lead = random.randrange(3)
        if repair.allowed(block, plan, row, lead) and len(plan.seats[lead]) < 4:
            plan.seat(row, lead)
    placed = sum(
        len(members) for members in plan.seats if len(members) >= block.min_size
    )

    repair.repair(block, plan)

    assert_valid(block, plan)
    assert plan.counts(block)[1] >= placed
    again = plan.copy()
    repair.repair(block, again)
    assert again.seats == plan.seats


def test_a_start_without_a_possible_group_places_nobody():
    block = block_of(*mentees(3), mentor("m"), mentor("n"))

    assert start(block, Random(1)).unplaced() == [0, 1, 2]


@pytest.mark.parametrize("leads", [1, 9])
def test_a_start_makes_do_with_one_mentor_and_with_many(leads):
    people = (*mentees(6), *(mentor(f"m{n}") for n in range(leads)))

    plan = start(block_of(*people), Random(1))

    assert plan.unplaced() == []
    assert len(plan.open_mentors()) == 1
    assert_agrees(plan)


def test_a_crowd_is_a_team_and_not_somebody_whom_nobody_wants():
    team = block_of(
        *(mentee(f"t{n}", team="t") for n in range(3)), *mentees(5), mentor("m")
    )
    alone = block_of(
        *mentees(9), mentor("m"), exclusions=tuple(("e1", f"e{n}") for n in range(2, 7))
    )

    assert largest_crowd(team) == 3
    assert largest_crowd(alone) == 0
