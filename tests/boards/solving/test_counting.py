"""The sums the kernel keeps per group, and the numbers it draws."""

from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing import Pin
from boards.solving.anneal import LOWEST
from boards.solving.counting import APART
from boards.solving.moves import REFUSED
from boards.solving.start import start
from tests.boards.composing.people import mentees, mentor

from .small import block_of, mixed, plan_of, rough
from .uncompiled import CHANCE, COUNTING, REGROUPING, Seated, seats_of

MASK = 2**64 - 1
TWO_GROUPS = [0, 1, 2, 3], [4, 5, 6, 7, 8]


def state_of(number):
    return np.array([number], dtype=np.uint64)


def seated(seed=1, floor=3_000_000, price=7, **about):
    block = rough(seed, **{"many": 10, "leads": 3, "apart": 0, **about})
    return Seated(block, plan_of(block, *TWO_GROUPS), floor, price)


@np.errstate(over="ignore")
@pytest.mark.parametrize("first", [1, 12345, 2**63 + 5])
def test_the_numbers_drawn_are_those_of_the_generator(first):
    state, x = state_of(first), first
    for _ in range(50):
        x ^= x >> 12
        x ^= x << 25 & MASK
        x ^= x >> 27

        assert int(CHANCE.draw(state)) == (x * 2685821657736338717 & MASK) >> 32
        assert int(state[0]) == x


@np.errstate(over="ignore")
@pytest.mark.parametrize("count", [1, 2, 7])
def test_what_is_drawn_below_a_number_is_evenly_below_it(count):
    state = state_of(3)
    drawn = [int(CHANCE.below(state, count)) for _ in range(2_000)]

    assert sorted(set(drawn)) == list(range(count))
    for number in range(count):
        assert drawn.count(number) == pytest.approx(2_000 / count, rel=0.2)


@np.errstate(over="ignore")
def test_a_chance_lies_from_nought_to_below_one():
    state = state_of(5)
    chances = [float(CHANCE.chance(state)) for _ in range(2_000)]

    assert all(0 <= chance < 1 for chance in chances)
    for part in (0.1, 0.5, 0.9):
        below = sum(chance < part for chance in chances)
        assert below == pytest.approx(2_000 * part, rel=0.2)


def test_a_loss_is_accepted_as_often_as_its_heat_says():
    # Of 4096 equal chances; a gain of -x at a heat of one has the chance e**-x.
    assert (np.diff(CHANCE.ODDS) > 0).all()
    for loss in (0.1, 1, 3):
        assert np.mean(-loss > CHANCE.ODDS) == pytest.approx(np.exp(-loss), abs=1e-3)


@pytest.mark.parametrize(("floor", "price"), [(LOWEST, 0), (3_000_000, 7)])
@pytest.mark.parametrize("seed", range(3))
def test_a_group_that_is_counted_anew_is_as_good_as_new(seed, floor, price):
    table = seated(seed, floor, price)
    before = table.account()
    for array in (table.s.fits, table.s.bonds, table.s.ties, table.s.lacks):
        array[:] = 99

    for lead in range(3):
        COUNTING.refit_group(table.t, table.s, lead, floor)

    assert table.account() == before
    table.assert_right()


@pytest.mark.parametrize("price", [0, 1, 30])
def test_the_value_of_a_group_is_less_by_what_its_lacks_cost(price):
    table = seated(price=price)
    block = table.block

    for lead, members in enumerate(TWO_GROUPS):
        lack = sum(max(0, table.floor - fit) for fit in block.fits(lead, members))
        value = block.value(lead, members) - price * lack
        assert lack > 0
        assert table.ask(COUNTING.value_of, lead, price) == value
    table.s.lacks[2] = 99
    assert table.ask(COUNTING.value_of, 2, price) == 0


@pytest.mark.parametrize("seed", range(3))
def test_what_a_group_would_lack_is_what_it_lacks_when_it_is_done(seed):
    table, floor = seated(seed), 3_000_000
    block = table.block
    for lead, members in enumerate(TWO_GROUPS):
        outside = [row for row in range(10) if row not in members]
        for leaver in (-1, *members):
            for comer in (-1, *outside):
                after = [row for row in (*members, comer) if row not in (-1, leaver)]
                if len(after) > 6:
                    continue
                fits = block.fits(lead, after)
                lack = sum(max(0, floor - fit) for fit in fits)

                assert (
                    table.ask(COUNTING.lack_after, lead, leaver, comer, floor) == lack
                )


def test_the_bonds_with_a_group_leave_out_one_who_is_about_to_go():
    table = seated()
    peers = table.block.peers

    assert table.ask(COUNTING.bond_sum, 9, 0, -1) == sum(
        peers[9][row] for row in range(4)
    )
    assert (
        table.ask(COUNTING.bond_sum, 9, 0, 2) == peers[9][0] + peers[9][1] + peers[9][3]
    )
    assert table.ask(COUNTING.bond_sum, 9, 2, -1) == 0


def test_there_is_no_bond_with_somebody_one_is_apart_from():
    block = block_of(*mentees(9), mentor("m"), mentor("n"), exclusions=(("e1", "e9"),))
    table = Seated(block, plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7]))

    assert table.ask(COUNTING.bond_sum, 8, 0, -1) == APART
    assert table.ask(COUNTING.bond_sum, 8, 0, 1) == APART
    assert table.ask(COUNTING.bond_sum, 8, 0, 0) == 0
    assert table.ask(COUNTING.bond_sum, 8, 1, -1) == 0


def test_who_is_seated_leaves_the_seat_before_and_who_is_lifted_sits_nowhere():
    table = seated()

    COUNTING.seat(table.s, 1, 1)
    COUNTING.seat(table.s, 9, 2)
    COUNTING.lift(table.s, 4)
    COUNTING.lift(table.s, 4)

    assert table.s.sizes.tolist() == [3, 5, 1]
    assert seats_of(table.plan) == [[0, 2, 3], [1, 5, 6, 7, 8], [9]]
    assert table.s.group_of[4] == -1
    for lead, members in enumerate(seats_of(table.plan)):
        assert sorted(table.s.members[lead, : len(members)].tolist()) == members


@pytest.mark.parametrize("seed", range(3))
def test_joining_counts_the_bonds_at_both_ends_and_what_the_size_costs(seed):
    table = seated(seed, leads=2)
    block, costs = table.block, table.block.size_costs
    for size in range(6):
        members = list(range(size))
        table = Seated(block, plan_of(block, members))
        bond = sum(block.peers[9][row] for row in members)
        # Below the least size more will come, who bring the group to it.
        share = block.shares[max(size + 1, block.min_size)]
        cost = costs[size + 1] - costs[size] if size >= block.min_size else 0
        worth = block.worth[9][0] + 2 * share * bond - cost
        is_full = size >= block.limits[0]

        assert table.ask(REGROUPING._joining, 9, 0) == (REFUSED if is_full else worth)


def test_nobody_joins_whom_a_rule_keeps_away():
    about = {"exclusions": (("e1", "e9"),), "pins": (Pin("e9", "n", "forbid"),)}
    block = block_of(*mentees(9), mentor("m"), mentor("n"), mentor("o"), **about)
    table = Seated(block, plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7]))

    assert table.ask(REGROUPING._joining, 8, 0) == REFUSED
    assert table.ask(REGROUPING._joining, 8, 1) == REFUSED
    assert table.ask(REGROUPING._joining, 8, 2) == 0


@pytest.mark.parametrize("seed", range(3))
def test_all_sums_of_a_first_plan_are_right(seed):
    block = mixed(seed)

    Seated(block, start(block, Random(seed)), 2_000_000, 3).assert_right()
