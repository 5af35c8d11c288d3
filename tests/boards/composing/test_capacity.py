import gc
import weakref
from itertools import combinations, product
from random import Random

import pytest

from boards.composing import Instance, Params, Pin, capacity
from boards.composing import block as building
from boards.composing.block import blocks
from boards.composing.capacity import has_group, most
from boards.solving import solve
from tests.boards.solving.test_solve import assert_sound

from .people import mentee, mentees, mentor


def the_block(*people, **about):
    (block,) = blocks(Instance(id="places", people=people, **about))
    return block


def test_whoever_has_a_possible_group_counts():
    assert most(the_block(*mentees(9), mentor("m"), mentor("n"))) == 9


def test_whoever_has_no_possible_group_does_not_count():
    alone = mentee("alone", manager="m")
    block = the_block(*mentees(5), alone, mentor("m"))

    assert not has_group(block, block.mentees.index("alone"))
    assert most(block) == 5


def test_too_few_who_may_sit_together_have_no_group():
    crowded = [mentee(f"a{n}", team="a") for n in range(5)]

    assert most(the_block(*crowded, *mentees(2), mentor("m"))) == 0


def test_it_is_counted_once_and_forgotten_with_its_block(monkeypatch):
    block = the_block(*mentees(9), mentor("m"), mentor("n"))
    assert most(block) == 9
    monkeypatch.setattr(capacity, "most_places", None)
    assert most(block) == 9

    gone = weakref.ref(block)
    del block
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("apart", [(), (("e1", "e2"),)])
def test_of_those_locked_to_one_mentor_only_who_fit_there_count(apart):
    locks = tuple(Pin(f"e{n}", "m", "lock") for n in range(1, 6))
    people = (*mentees(12), mentor("m", max_group=4), mentor("n"), mentor("o"))

    assert most(the_block(*people, pins=locks, exclusions=apart)) == 11


def test_too_many_whose_disciplines_mix_are_cut(monkeypatch):
    monkeypatch.setattr(building, "MOST_MIXED", 20)
    monkeypatch.setattr(building, "CUT", 15)
    people = [mentee(f"e{n:02}", discipline=f"d{n % 3}") for n in range(40)]
    leads = [mentor(f"m{n:02}", discipline=f"d{n % 3}") for n in range(12)]
    pins = (Pin("e00", "m02", "lock"),)
    instance = Instance(
        id="mixed",
        people=(*people, *leads),
        params=Params(cross_discipline=True),
        pins=pins,
    )

    parts = list(blocks(instance))
    solution = solve(instance, seconds=30, rounds=1)

    assert len(parts) == 3
    assert sorted(sum((part.mentees for part in parts), ())) == [p.id for p in people]
    (home,) = [part for part in parts if "e00" in part.mentees]
    assert "m02" in home.mentors
    assert_sound(instance, solution)
    assert solution.meta["placed"] == 40
    assert solution.meta["bound"] is None


@pytest.mark.parametrize("least", [2, 3, 4])
@pytest.mark.parametrize("limits", [(), (3,), (2, 6), (4, 5, 6), (6, 6, 3)])
@pytest.mark.parametrize("count", range(0, 17, 2))
def test_the_most_places_are_what_trying_all_sizes_finds(least, limits, count):
    sizes = [(0, *range(least, limit + 1)) for limit in limits]

    tried = max(total for total in map(sum, product(*sizes)) if total <= count)

    assert capacity.most_places(least, count, limits) == tried


@pytest.mark.parametrize("seed", range(6))
def test_the_largest_who_may_sit_together_are_what_trying_all_finds(seed):
    random = Random(seed)
    names = [f"e{n}" for n in range(1, 8)]
    pairs = tuple(pair for pair in combinations(names, 2) if random.random() < 0.4)
    block = the_block(*mentees(7), mentor("m"), exclusions=pairs)
    rows = random.sample(range(7), 6)

    def may(some):
        return not any(block.apart[a, b] for a, b in combinations(some, 2))

    most = max(n for n in range(7) if any(map(may, combinations(rows, n))))
    for limit in (1, 2, 6):
        found = capacity.largest_together(block, rows, limit)
        assert len(found) == min(limit, most)
        assert may(found)
        assert set(found) <= set(rows)


def test_nobody_is_together_with_nobody():
    assert capacity.largest_together(the_block(*mentees(4), mentor("m")), [], 6) == []


def test_a_proof_that_takes_too_long_is_no_proof(monkeypatch):
    team = [mentee(f"b{n}", team="b") for n in range(5)]
    block = the_block(mentee("a"), *team, mentor("m"))
    assert not has_group(block, 0)

    monkeypatch.setattr(capacity, "SEARCH_STEPS", 1)

    assert has_group(block, 0)


def test_a_mentor_of_their_own_does_not_help_who_has_no_peers():
    people = (*mentees(6), mentor("m"), mentor("n"))
    pins = tuple(Pin(f"e{n}", "m", "forbid") for n in range(1, 4))
    pins += tuple(Pin(f"e{n}", "n", "forbid") for n in range(3, 7))
    block = the_block(*people, pins=pins)

    # Three may sit with the one, two with the other, and one with neither.
    assert [has_group(block, row) for row in range(6)] == [False] * 6


def test_the_smallest_group_is_as_small_as_the_programme_says():
    people = (*mentees(5), mentor("m", max_group=2), mentor("n", max_group=2))
    block = the_block(*people, params=Params(min_size=2))

    assert most(block) == 4


@pytest.mark.parametrize("count", [0, 1])
def test_cutting_takes_who_is_locked_along_and_loses_nobody(monkeypatch, count):
    monkeypatch.setattr(building, "MOST_MIXED", 3)
    monkeypatch.setattr(building, "CUT", 2)
    people = [mentee(f"e{n}", discipline=f"d{n}") for n in range(6)]
    leads = [mentor(f"m{n}", discipline=f"d{2 * n}") for n in range(3)]
    pins = (Pin("e0", "m2", "lock"), Pin("e1", "ghost", "lock"))[: count + 1]
    instance = Instance(
        id="i",
        people=(*people, *leads),
        params=Params(cross_discipline=True),
        pins=pins,
    )

    assert building.is_cut(instance)
    assert [(part.mentees, part.mentors) for part in blocks(instance)] == [
        (("e1",), ("m0",)),
        (("e2", "e3"), ("m1",)),
        (("e0", "e4", "e5"), ("m2",)),
    ]
