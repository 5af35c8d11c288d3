"""A part of a problem as matrices: which parts there are, and what they say."""

import numpy as np
import pytest

from boards.composing import Instance, Params, Pin
from boards.composing import block as building
from boards.composing.block import blocks
from boards.composing.scoring import peer_value

from .people import mentee, mentees, mentor, stint


def the_block(*people, **about):
    (block,) = blocks(Instance(id="i", people=people, **about))
    return block


def test_each_discipline_is_a_part_of_its_own_in_the_order_of_its_name():
    people = (
        mentee("a", discipline="y"),
        mentee("b", discipline="x"),
        mentor("m", discipline="y"),
        mentor("n", discipline="x"),
    )

    found = list(blocks(Instance(id="i", people=people)))

    assert [(one.mentees, one.mentors) for one in found] == [
        (("b",), ("n",)),
        (("a",), ("m",)),
    ]


@pytest.mark.parametrize(
    "people",
    [
        pytest.param((), id="nobody"),
        pytest.param(mentees(4), id="no mentor"),
        pytest.param((mentor("m"),), id="no mentee"),
        pytest.param((*mentees(4), mentor("m", max_group=3)), id="too few places"),
        pytest.param((mentee("e"), mentor("m", discipline="x")), id="apart"),
    ],
)
def test_where_nobody_can_lead_or_be_led_there_is_no_part(people):
    assert list(blocks(Instance(id="i", people=people))) == []


def test_who_may_not_lead_the_smallest_group_is_left_out():
    block = the_block(*mentees(4), mentor("m", max_group=3), mentor("n", max_group=9))

    assert (block.mentors, block.limits) == (("n",), (6,))


def test_when_disciplines_cross_everybody_is_one_part():
    people = (mentee("a", discipline="x"), mentee("b", discipline="y"), mentor("m"))
    block = the_block(*people, params=Params(cross_discipline=True))

    assert block.mentees == ("a", "b")
    assert not block.apart.any()
    assert block.mentor_worth.tolist() == [[-900_000], [-900_000]]


def test_having_no_discipline_is_a_discipline_too():
    people = (mentee("a", discipline=""), mentor("m", discipline=""))
    block = the_block(*people, params=Params(cross_discipline=True))

    assert block.mentor_worth.tolist() == [[0]]


def test_wards_are_those_locked_where_they_may_sit():
    pins = (
        Pin("e1", "n", "lock"),
        Pin("e2", "n", "lock"),
        Pin("e3", "m", "lock"),
        Pin("e4", "m", "lock"),
        Pin("e4", "n", "lock"),
        Pin("e5", "ghost", "lock"),
        Pin("ghost", "m", "lock"),
    )
    block = the_block(*mentees(6), mentor("m"), mentor("n"), pins=pins)

    assert block.wards == {0: [2], 1: [0, 1]}
    assert block.locked == (True, True, True, True, True, False)
    assert block.barred.tolist() == [
        [True, False],
        [True, False],
        [False, True],
        [True, True],
        [True, True],
        [False, False],
    ]


def test_a_lock_does_not_lift_what_is_forbidden():
    pins = (Pin("e1", "m", "lock"), Pin("e1", "m", "forbid"), Pin("x", "m", "forbid"))
    block = the_block(*mentees(2), mentor("m"), pins=pins)

    assert block.barred.tolist() == [[True], [False]]


def test_bits_say_who_may_not_sit_with_whom():
    people = (
        mentee("a", team="t"),
        mentee("b", team="t"),
        mentee("c", manager="a"),
        mentee("d", manager="m"),
    )
    block = the_block(*people, mentor("m"), exclusions=(("d", "a"), ("a", "a")))

    assert block.apart_bits == [0b1110, 0b0001, 0b0001, 0b0001]
    assert block.barred_bits == [0b1000]


def test_nobody_is_apart_from_oneself():
    block = the_block(mentee("a", manager="a"), mentor("m"), exclusions=(("a", "a"),))

    assert not block.apart.any()
    assert block.peer_worth.tolist() == [[0]]


@pytest.mark.parametrize(("hours", "apart"), [(12, True), (11, False)])
def test_only_intensive_work_together_keeps_apart(hours, apart):
    shared = (stint(1, 6, hours=hours),)
    people = (mentee("a", projects=shared), mentee("b", projects=(stint(1, 6),)))
    block = the_block(*people, mentor("m", projects=shared))

    assert block.apart[0, 1] == block.apart[1, 0] == apart
    assert block.barred[:, 0].tolist() == [apart, apart]


def test_a_group_is_worth_its_fits_less_what_its_size_costs():
    people = [mentee(f"e{n}", needs={"a": 1}) for n in range(4)]
    block = the_block(*people, mentor("m", expertise={"a": 3}))
    fit = 60 * 50 * 1000 + 20 * 3 * 20 * 1000

    assert block.fits(0, [0, 1, 2, 3]) == [fit] * 4
    assert block.fit(0, [0, 1, 2, 3], 2) == fit
    assert block.value(0, [0, 1, 2, 3]) == 4 * fit - 600_000
    assert block.shares == (0, 0, 60, 30, 20, 15, 12)
    assert block.size_costs == tuple(600_000 * abs(n - 5) for n in range(7))


@pytest.mark.parametrize("cells", [0, 60_000])
def test_large_tables_are_read_as_small_ones_are(monkeypatch, cells):
    monkeypatch.setattr(building, "FEW_CELLS", cells)
    people = [mentee(f"e{n}", needs={"a": 1 + n % 3}) for n in range(5)]
    block = the_block(*people, mentor("m", expertise={"a": 2}))

    assert [list(row) for row in block.peers] == block.peer_worth.tolist()
    assert [list(row) for row in block.worth] == block.mentor_worth.tolist()
    assert type(block.fit(0, [0, 1, 2, 3], 0)) is int


def test_strips_meet_without_a_seam(monkeypatch):
    people = [
        mentee(
            f"e{n}",
            needs={"abc"[n % 3]: 1 + n % 3},
            location="xy"[n % 2],
            languages=frozenset({"en", "nl"} if n % 3 else {"en"}),
            seniority=n,
        )
        for n in range(7)
    ]
    about = (*people, mentor("m", expertise={"a": 3, "b": 1}, location="x"))
    whole = the_block(*about)
    monkeypatch.setattr(building, "STRIP", 2)

    cut = the_block(*about)

    assert np.array_equal(whole.mentor_worth, cut.mentor_worth)
    assert np.array_equal(whole.peer_worth, cut.peer_worth)
    assert cut.peer_worth.any()


def test_a_few_who_mix_are_not_cut():
    instance = Instance(id="i", people=mentees(3), params=Params(cross_discipline=True))

    assert not building.is_cut(instance)


@pytest.mark.parametrize(
    ("locations", "places"),
    [
        pytest.param(("x", "y"), {"x": "", "y": ""}, id="one nameless region"),
        pytest.param(("", ""), {"": "r"}, id="nowhere, though it has a region"),
        pytest.param(("x", ""), {"x": "r", "": "r"}, id="somewhere and nowhere"),
        pytest.param(("x", "y"), {}, id="no regions"),
        pytest.param(("x", "y"), {"x": "r"}, id="one region"),
    ],
)
def test_the_matrices_take_odd_regions_as_the_terms_do(locations, places):
    a, b = (mentee(n, location=at) for n, at in zip("ab", locations, strict=True))
    instance = Instance(id="i", people=(a, b, mentor("m")), locations=places)
    (block,) = blocks(instance)

    assert block.peer_worth[0, 1] == peer_value(instance, a, b)
