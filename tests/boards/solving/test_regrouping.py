"""Groups opened around an idle mentor and spread over others, and all of it undone."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing import Pin
from boards.solving.anneal import LOWEST
from boards.solving.moves import REFUSED
from boards.solving.start import start
from tests.boards.composing.people import mentees, mentor

from .small import block_of, plan_of, rough
from .uncompiled import ANY, REGROUPING, Seated, seats_of

ways = pytest.mark.parametrize(
    ("seed", "floor", "price"),
    [(0, LOWEST, 0), (1, 3_000_000, 5), (2, LOWEST, 0), (3, 2_500_000, 40)],
)


def seated(seed, floor=LOWEST, price=0, **about):
    """Twelve make two groups of six, or three of four."""
    block = rough(seed, **{"many": 12, "leads": 4, "apart": 0.05, **about})
    block = replace(block, limits=(6,) * 4)
    return Seated(block, start(block, Random(seed)), floor, price)


@np.errstate(over="ignore")
def resize(table, mentor, least=ANY, region=None, seed=1):
    return table.ask(
        REGROUPING.resize, region or table.seating.whole(), mentor, least, table.floor,
        table.price, np.full((64, 2), -9), np.array([2 * seed + 1], dtype=np.uint64),
    )  # fmt: skip


@np.errstate(over="ignore")
def steps_of(change, table, mentor, *state):
    """What a group is opened or spread by: the gain, and the steps in their order."""
    journal = np.full((64, 2), -9)
    gain, steps = change(
        table.t, table.s, table.seating.whole(), mentor, table.floor, table.price,
        journal, *state,
    )  # fmt: skip
    return int(gain), journal[:steps].tolist()


@ways
def test_groups_opened_and_spread_gain_what_counting_from_scratch_says(
    seed, floor, price
):
    table, opened, spread = seated(seed, floor, price), 0, 0
    for number, lead in enumerate((0, 1, 2, 3) * 5):
        before, account = table.plan, table.account()
        gain = resize(table, lead, seed=number)
        table.assert_right()
        after = table.plan
        if gain == REFUSED:
            assert table.account() == account
            continue
        assert gain == table.worth(after) - table.worth(before)
        assert after.counts(table.block)[1] >= before.counts(table.block)[1]
        assert bool(after.seats[lead]) is not bool(before.seats[lead])
        opened, spread = (
            opened + bool(after.seats[lead]),
            spread + (not after.seats[lead]),
        )
    assert opened >= 1
    assert spread >= 1


@ways
def test_what_gains_too_little_is_undone_to_the_last_step(seed, floor, price):
    undone = 0
    for number, lead in enumerate((0, 1, 2, 3) * 2):
        table = seated(seed, floor, price)
        for earlier in range(number):
            resize(table, earlier % 4, seed=earlier)
        twin = Seated(table.block, table.plan, floor, price)
        twin.s.members[:] = table.s.members
        gain = resize(table, lead, seed=number)
        if gain == REFUSED:
            continue

        before = twin.account()
        assert resize(twin, lead, gain + 1, seed=number) == REFUSED
        assert twin.account() == before
        twin.assert_right()
        undone += 1
    assert undone >= 2


def test_a_least_that_is_just_reached_is_enough():
    (idle, *_) = seated(0).plan.idle_mentors()
    gain = resize(seated(0), idle)

    assert gain > REFUSED
    assert resize(seated(0), idle, gain) == gain


@pytest.mark.parametrize("seed", range(5))
def test_each_of_a_group_that_is_spread_goes_where_joining_is_worth_most(seed):
    table = seated(seed)
    lead = min(table.plan.open_mentors(), key=lambda one: len(table.plan.seats[one]))
    plan, block = table.plan, table.block

    gain, steps = steps_of(REGROUPING._spread, table, lead)

    for mentee, home in steps:
        assert home == lead
        seats = Seated(block, plan)
        worths = {
            other: seats.ask(REGROUPING._joining, mentee, other)
            for other in plan.open_mentors()
            if other != lead
        }
        chosen = int(table.s.group_of[mentee])
        assert worths[chosen] == max(worths.values()) > REFUSED
        plan.seat(mentee, chosen)
    if gain > REFUSED:
        assert seats_of(table.plan) == seats_of(plan)
        assert not plan.seats[lead]


@pytest.mark.parametrize("seed", range(5))
def test_a_new_group_takes_as_few_as_may_be_from_where_they_can_be_spared(seed):
    table = seated(seed, apart=0)
    before, block = table.plan, table.block
    idle = before.idle_mentors()[0]

    gain, steps = steps_of(
        REGROUPING._gather, table, idle, np.array([seed + 1], np.uint64)
    )

    assert gain > REFUSED
    assert len(steps) == len(table.plan.seats[idle]) == block.min_size
    for mentee, home in steps:
        assert before.group_of[mentee] == home
        before.seat(mentee, idle)
        assert len(before.seats[home]) >= block.min_size


@pytest.mark.parametrize("seed", range(5))
def test_a_new_group_begins_with_who_gains_most_by_it(seed):
    table = seated(seed, apart=0)
    plan, s = table.plan, table.s
    idle = plan.idle_mentors()[0]
    gains = [
        table.ask(REGROUPING._joining, row, idle) - int(s.fits[row])
        for row in range(12)
    ]

    # Of forty drawn among twelve all are seen, with these seeds.
    _, steps = steps_of(
        REGROUPING._gather, table, idle, np.array([seed + 1], np.uint64)
    )

    assert gains[steps[0][0]] == max(gains)


def test_members_who_find_only_some_of_the_seats_keep_their_own():
    # One seat is left with n and none with o: the first finds it, the second nothing.
    people = (*mentees(14), mentor("m"), mentor("n", max_group=5), mentor("o"))
    block = replace(block_of(*people), limits=(6, 5, 6))
    table = Seated(
        block,
        plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11, 12, 13]),
        1_000,
        3,
    )
    before = table.account()

    gain, steps = steps_of(REGROUPING._spread, table, 0)
    assert (gain, steps) == (REFUSED, [[3, 0]])
    table = Seated(block, plan_of(block, *(rows for rows, *_ in before[0])), 1_000, 3)
    assert resize(table, 0) == REFUSED
    assert table.account() == before


def test_a_group_that_stays_too_small_is_not_opened():
    # Of a group of six two can be spared, and four would be needed.
    block = block_of(*mentees(6), mentor("m"), mentor("n"))
    table = Seated(block, plan_of(block, [0, 1, 2, 3, 4, 5]), 1_000, 3)
    before = table.account()

    assert resize(table, 1) == REFUSED
    assert table.account() == before


def test_who_has_no_seat_makes_a_group_and_none_again_when_it_is_undone():
    block = block_of(*mentees(8), mentor("m"), mentor("n"))
    table = Seated(block, plan_of(block, [0, 1, 2, 3]))
    before = table.account()

    assert resize(table, 1, 10**9) == REFUSED
    assert table.account() == before

    assert resize(table, 1) == table.worth() - table.worth(plan_of(block, [0, 1, 2, 3]))
    assert seats_of(table.plan) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_nothing_is_opened_around_a_mentor_who_may_not_lead_so_many():
    block = replace(block_of(*mentees(8), mentor("m"), mentor("n")), limits=(6, 3))
    table = Seated(block, plan_of(block, [0, 1, 2, 3]))

    assert resize(table, 1) == REFUSED
    assert table.s.sizes.tolist() == [4, 0]


@pytest.mark.parametrize("locks", [(), (Pin("e3", "m", "lock"),)])
def test_a_group_in_which_one_is_locked_is_not_spread(locks):
    block = block_of(*mentees(9), mentor("m"), mentor("n"), pins=locks)
    table = roomy(block, [0, 1, 2, 3], [4, 5, 6, 7, 8])

    assert (resize(table, 0) == REFUSED) is bool(locks)
    assert table.s.sizes.tolist() == ([4, 5] if locks else [0, 9])


def roomy(block, *groups):
    """Whose groups may be large, at no cost."""
    about = {"limits": (9,) * len(block.mentors), "size_costs": (0,) * 10}
    return Seated(replace(block, **about), plan_of(block, *groups))


@pytest.mark.parametrize("seed", range(10))
def test_nobody_who_is_locked_joins_a_new_group(seed):
    pins = (Pin("e1", "m", "lock"), Pin("e2", "m", "lock"))
    block = block_of(*mentees(10), mentor("m"), mentor("n"), mentor("o"), pins=pins)
    table = Seated(block, plan_of(block, [0, 1, 2, 3, 4, 5], [6, 7, 8, 9]))
    before = table.account()

    # Besides who is locked, m can spare two, and n nobody.
    assert resize(table, 2, seed=seed) == REFUSED
    assert table.account() == before


def test_a_group_is_spread_over_no_group_of_another_region():
    block = block_of(*mentees(12), mentor("m"), mentor("n"), mentor("o"))
    groups = [0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]
    for mine, wanted in (((0, 1), [0, 8, 4]), ((0, 2), [0, 4, 8])):
        table = roomy(block, *groups)
        rows = [row for lead in mine for row in groups[lead]]

        assert resize(table, 0, region=region(table, rows, mine)) > REFUSED
        assert table.s.sizes.tolist() == wanted


def region(table, rows, mentors):
    return table.seating.region(np.array(rows), np.array(mentors))


@pytest.mark.parametrize("seed", range(5))
def test_a_group_is_opened_with_nobody_of_another_region(seed):
    block = block_of(*mentees(12), mentor("m"), mentor("n"), mentor("o"))
    table = roomy(block, [0, 1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11])
    mine = region(table, range(8), [0, 2])

    assert resize(table, 2, region=mine, seed=seed) > REFUSED
    assert table.s.sizes.tolist() == [4, 4, 4]
    assert seats_of(table.plan)[1] == [8, 9, 10, 11]
