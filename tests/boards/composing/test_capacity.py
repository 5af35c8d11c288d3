import gc
import weakref

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
