"""A swap, a move, a trade: what they gain, and what they leave alone when refused."""

from dataclasses import replace
from itertools import permutations
from random import Random

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.composing import Pin
from boards.solving.anneal import LOWEST
from boards.solving.moves import REFUSED
from boards.solving.start import start
from tests.boards.composing.people import mentees, mentor

from .small import block_of, mixed, plan_of, rough
from .uncompiled import ANY, MOVES, Seated, keeps_rules, seats_of

PINS = (
    Pin("e00", "m0", "lock"),
    Pin("e01", "m1", "lock"),
    Pin("e02", "m0", "forbid"),
)
ways = pytest.mark.parametrize(
    ("seed", "floor", "price"),
    [(0, LOWEST, 0), (1, LOWEST, 0), (2, 3_000_000, 5), (3, 2_500_000, 40)],
)


def seated(seed, floor, price, **about):
    block = rough(seed, pins=PINS, **{"many": 13, "leads": 4, "apart": 0.1, **about})
    return Seated(block, start(block, Random(seed)), floor, price)


def unchanged(table, before):
    return all(map(np.array_equal, table.s, before))


def answers(table, wanted, ask, *, is_always_worth_it=False):
    """Whether it is done; it must be when no rule forbids it and the gain is enough."""
    gain = table.worth(wanted) - table.worth()
    before = table.copied()
    if not keeps_rules(table.block, wanted):
        assert ask(ANY) == REFUSED
        assert unchanged(table, before)
        return False
    if not is_always_worth_it:
        assert ask(gain + 1) == REFUSED
        assert unchanged(table, before)
    assert ask(gain + is_always_worth_it) == gain
    assert seats_of(table.plan) == seats_of(wanted)
    table.assert_right()
    return True


@ways
def test_a_swap_gains_what_counting_from_scratch_says(seed, floor, price):
    table, done, refused = seated(seed, floor, price), 0, 0
    for a, b in permutations(table.tables.loose.tolist(), 2):
        wanted = table.plan
        here, there = wanted.group_of[a], wanted.group_of[b]
        if here == there:
            continue
        for mentee, to in ((a, there), (b, here)):
            wanted.lift(mentee)
            if to >= 0:
                wanted.seat(mentee, to)

        swapped = answers(
            table,
            wanted,
            lambda least, a=a, b=b: table.ask(MOVES.swap, a, b, least, floor, price),
        )

        done, refused = done + swapped, refused + (not swapped)
    assert done >= 10
    assert refused >= 10


@ways
def test_a_move_gains_what_counting_from_scratch_says(seed, floor, price):
    table, done, refused = seated(seed, floor, price), 0, 0
    for _ in range(2):
        for mentee in table.tables.loose.tolist():
            for there in range(4):
                wanted = table.plan
                was_nowhere = wanted.group_of[mentee] < 0
                if wanted.group_of[mentee] == there:
                    continue
                wanted.seat(mentee, there)

                moved = answers(
                    table,
                    wanted,
                    lambda least, a=mentee, at=there: table.ask(
                        MOVES.move, a, at, least, floor, price
                    ),
                    is_always_worth_it=was_nowhere,
                )

                done, refused = done + moved, refused + (not moved)
    assert done >= 3
    assert refused >= 10


@ways
def test_a_trade_gains_what_counting_from_scratch_says(seed, floor, price):
    table, done, refused = seated(seed, floor, price, leads=5), 0, 0
    for p, q in permutations(range(5), 2):
        wanted = table.plan
        wanted.trade(p, q)

        traded = answers(
            table,
            wanted,
            lambda least, p=p, q=q: table.ask(MOVES.trade, p, q, least, floor, price),
        )

        done, refused = done + traded, refused + (not traded)
    assert done >= 3
    assert refused >= 3


def test_who_has_no_seat_takes_one_and_who_had_it_has_none():
    block = rough(5, many=9, leads=2, apart=0)
    table = Seated(block, plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7]), 3_000_000, 2)

    for a, b in ((8, 2), (4, 2), (2, 4), (2, 8)):
        before = table.worth()
        homes = table.s.group_of[[a, b]].tolist()

        gain = table.ask(MOVES.swap, a, b, ANY, table.floor, table.price)

        assert gain == table.worth() - before
        assert table.s.group_of[[b, a]].tolist() == homes
        assert -1 in homes
        table.assert_right()


@pytest.mark.parametrize(("a", "b"), [(0, 5), (5, 0)])
def test_what_a_lack_costs_counts_once_for_each_unit_of_the_price(a, b):
    block = mixed(7, many=8, leads=2, apart=0)
    groups = [0, 1, 2, 3], [4, 5, 6, 7]
    floor = min(block.fits(0, groups[0]) + block.fits(1, groups[1])) + 400_000

    gains = [
        Seated(block, plan_of(block, *groups), floor, price).ask(
            MOVES.swap, a, b, ANY, floor, price
        )
        for price in (0, 1, 10)
    ]

    relief = gains[1] - gains[0]
    assert relief != 0
    assert gains[2] == gains[0] + 10 * relief


def eight(**about):
    return block_of(*mentees(8), mentor("m"), mentor("n"), **about)


def test_who_is_apart_from_nobody_but_the_leaver_may_come():
    block = eight(exclusions=(("e1", "e5"),))
    table = Seated(block, plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7]))

    assert table.ask(MOVES.swap, 0, 4, ANY, LOWEST, 0) == 0
    assert seats_of(table.plan) == [[1, 2, 3, 4], [0, 5, 6, 7]]


@pytest.mark.parametrize(("a", "b"), [(1, 4), (4, 1), (0, 5), (5, 0)])
def test_who_is_apart_from_somebody_who_stays_may_not(a, b):
    block = eight(exclusions=(("e1", "e5"),))
    table = Seated(block, plan_of(block, [0, 1, 2, 3], [4, 5, 6, 7]))

    assert table.ask(MOVES.swap, a, b, ANY, LOWEST, 0) == REFUSED


@pytest.mark.parametrize(
    ("sizes", "limits", "moves"),
    [
        ((5, 4), (6, 5), True),
        pytest.param((5, 4), (6, 4), False, id="no room there"),
        pytest.param((4, 4), (6, 5), False, id="nobody to spare here"),
    ],
)
def test_a_move_heeds_the_least_size_and_the_limit_of_the_mentor(sizes, limits, moves):
    block = replace(mixed(2, many=sum(sizes), leads=2, apart=0), limits=limits)
    rows = list(range(sum(sizes)))
    table = Seated(block, plan_of(block, rows[: sizes[0]], rows[sizes[0] :]))

    assert (table.ask(MOVES.move, 0, 1, ANY, LOWEST, 0) > REFUSED) is moves
    assert table.s.sizes.tolist() == [sizes[0] - moves, sizes[1] + moves]


def test_nobody_moves_to_a_mentor_who_leads_nobody():
    block = mixed(2, many=9, leads=2, apart=0)
    table = Seated(block, plan_of(block, [0, 1, 2, 3, 4]))

    for mentee in (0, 8):
        assert table.ask(MOVES.move, mentee, 1, ANY, LOWEST, 0) == REFUSED


def test_an_idle_mentor_takes_over_only_what_its_limit_allows():
    block = mixed(2, many=6, leads=2, apart=0)
    for limits, takes in (((6, 5), False), ((6, 6), True)):
        block = replace(block, limits=limits)
        table = Seated(block, plan_of(block, [0, 1, 2, 3, 4, 5]))

        done = table.ask(MOVES.trade, 0, 1, ANY, LOWEST, 0) > REFUSED

        assert done is takes
        assert table.s.sizes.tolist() == ([0, 6] if takes else [6, 0])


def test_a_mentor_keeps_whom_it_is_locked_to_in_a_trade():
    table = seated(1, LOWEST, 0)
    home = table.plan.group_of[0]
    assert home == 0

    for other in (1, 2, 3):
        assert table.ask(MOVES.trade, 0, other, ANY, LOWEST, 0) == REFUSED
        assert table.ask(MOVES.trade, other, 0, ANY, LOWEST, 0) == REFUSED
