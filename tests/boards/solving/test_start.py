"""A first plan: how many groups, around whom, and who sits first."""

from random import Random

import numpy as np
import pytest

from boards.composing import Params, Pin
from boards.solving import start as starting
from boards.solving.plan import Plan
from boards.solving.start import (
    _added,
    _choose,
    _draw,
    _groups_wanted,
    _OpenGroups,
    _seat_locked,
    start,
)
from tests.boards.composing.people import mentee, mentees, mentor

from .small import assert_valid, block_of, mixed, plan_of

seeds = pytest.mark.parametrize("seed", range(6))


def mentors(count, **about):
    return tuple(mentor(f"m{n}", **about) for n in range(count))


@pytest.mark.parametrize(
    ("many", "leads", "about", "wanted"),
    [
        (10, 9, {}, 2),
        (12, 9, {}, 2),
        (13, 9, {}, 3),
        (4, 9, {}, 1),
        pytest.param(3, 9, {}, 0, id="too few for one"),
        pytest.param(20, 2, {}, 2, id="no more than there are mentors"),
        pytest.param(12, 9, {"params": Params(preferred_size=4)}, 3, id="smaller ones"),
        pytest.param(12, 9, {"params": Params(preferred_size=6)}, 2, id="larger ones"),
    ],
)
def test_there_are_as_many_groups_as_the_preferred_size_asks_for(
    many, leads, about, wanted
):
    assert _groups_wanted(block_of(*mentees(many), *mentors(leads), **about)) == wanted


def test_a_large_team_wants_a_group_for_each_of_it():
    team = (mentee(f"t{n}", team="t") for n in range(3))
    block = block_of(*team, *mentees(9), *mentors(9))

    assert _groups_wanted(block) == 3


def test_who_may_sit_with_nobody_wants_no_group():
    forbidden = tuple(Pin(f"e{n}", "m0", "forbid") for n in range(1, 7))
    block = block_of(*mentees(9), *mentors(1), pins=forbidden)

    # Of the three who are left no group can be made.
    assert _groups_wanted(block) == 0


def test_who_may_sit_with_one_of_them_counts():
    forbidden = tuple(Pin(f"e{n}", f"m{n % 2}", "forbid") for n in range(1, 11))
    block = block_of(*mentees(10), *mentors(2), pins=forbidden)

    assert _groups_wanted(block) == 2


def test_as_many_as_may_are_seated_where_they_are_locked():
    pins = tuple(Pin(f"e{n}", "m0", "lock") for n in range(1, 5))
    block = block_of(
        *mentees(6), mentor("m0", max_group=4), mentor("m1"),
        pins=(*pins, Pin("e6", "m1", "lock")), exclusions=(("e1", "e2"), ("e1", "e3")),
    )  # fmt: skip
    plan = Plan(block)

    _seat_locked(block, plan, None)

    assert [sorted(members) for members in plan.seats] == [[1, 2, 3], [5]]


def test_drawn_at_random_those_who_lead_already_stay():
    block = block_of(*mentees(9), *mentors(6))
    plan = plan_of(block, [], [0], [], [1])

    for count, drawn in ((1, 0), (2, 0), (4, 2), (99, 4)):
        found = _draw(plan, count, Random(1))

        assert found[:2] == [1, 3]
        assert len(found) == len(set(found)) == 2 + drawn


def test_what_a_mentor_adds_counts_for_one_group_of_those_who_gain_most():
    worth, cover = np.array([9, 8, 1, 0, 7, 6, 5]), np.array([0, 8, 3, 0, 0, 0, 0])

    # Five of them: 9, 7, 6, 5 and whoever gains nothing.
    assert _added(worth, cover) == 27
    assert _added(worth[:2], cover[:2]) == 9


@seeds
@pytest.mark.parametrize("count", [1, 3, 9])
def test_mentors_are_chosen_one_by_one_by_what_each_adds(seed, count):
    block = mixed(seed, many=18, leads=7)
    plan = plan_of(block, [], [], [0])

    chosen = _choose(block, plan, count)

    assert chosen[0] == 2
    assert len(chosen) == len(set(chosen)) == min(count, 7)
    worth = np.where(block.barred, 0, block.mentor_worth)
    cover = worth[:, 2].copy()
    for at, lead in enumerate(chosen[1:], 1):
        rest = set(range(7)) - set(chosen[:at])
        adds = {one: _added(worth[:, one], cover) for one in rest}
        assert adds[lead] == max(adds.values())
        top = np.argpartition(worth[:, lead], -5)[-5:]
        cover[top] = np.maximum(cover[top], worth[top, lead])


@seeds
def test_who_joins_goes_where_it_is_worth_most_for_it(seed):
    block = mixed(seed, many=12, leads=3)
    there, plan = _OpenGroups(block, [2, 0]), Plan(block)
    for row in range(12):
        gains = {}
        for column, lead in enumerate([2, 0]):
            members = plan.seats[lead]
            if (
                not block.barred[row, lead]
                and not block.apart[row, members].any()
                and len(members) < block.limits[lead]
            ):
                bonds = sum(block.peers[row][other] for other in members)
                crowd = starting.CROWDING * len(members) ** 2
                gains[column] = block.worth[row][lead] + 24 * bonds - crowd

        column = there.best(row)

        if not gains:
            assert column is None
            continue
        assert gains[column] == max(gains.values())
        there.seat(row, column)
        plan.seat(row, [2, 0][column])
    assert there.sizes.tolist() == [len(plan.seats[2]), len(plan.seats[0])]


def test_who_may_sit_with_three_only_sits_with_them():
    apart = tuple(("e1", f"e{n}") for n in range(5, 10))
    block = block_of(*mentees(9), *mentors(2), exclusions=apart)
    for seed in range(5):
        plan = start(block, Random(seed))

        assert plan.unplaced() == []
        assert sorted(plan.seats[plan.group_of[0]]) == [0, 1, 2, 3]


@seeds
@pytest.mark.parametrize("extra", [-9, -1, 0, 1, 9])
@pytest.mark.parametrize("wild", [False, True])
def test_more_groups_or_fewer_lead_to_a_valid_plan(seed, extra, wild):
    block = mixed(seed, many=13, leads=4, pins=(Pin("e00", "m3", "lock"),))

    plan = start(block, Random(seed), extra, wild=wild)

    assert_valid(block, plan)
    assert plan.group_of[0] == 3


def test_wild_plans_differ():
    block = mixed(1, many=18, leads=7, apart=0)

    plans = {str(start(block, Random(seed), wild=True).seats) for seed in range(8)}

    assert len(plans) == 8
