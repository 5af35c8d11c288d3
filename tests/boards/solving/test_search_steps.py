"""What the search decides between its steps: how long, from where, and when it is done."""

from random import Random
from types import SimpleNamespace

import pytest

from boards.composing import Group, Instance
from boards.solving import search as searching
from boards.solving.anneal import LOWEST
from boards.solving.exact import best_plans
from boards.solving.plan import Merit
from boards.solving.search import Search, groups_of, plan_with
from tests.boards.composing.people import mentee, mentees, mentor

from .small import assert_valid, block_of
from .test_front import StatedPlan


def people_of(*sizes):
    people = []
    for number, size in enumerate(sizes):
        about = {"discipline": f"d{number}"}
        people += [
            mentee(f"e{number}{n}", needs={"abc"[n % 3]: 1 + n % 3}, **about)
            for n in range(size)
        ]
        people += [
            mentor(f"m{number}{n}", expertise={"ab"[n]: 3}, **about) for n in range(2)
        ]
    return tuple(people)


def search_over(*sizes, **about):
    instance = Instance(id="steps", people=people_of(*sizes))
    return Search(instance, 0, **{"should_stop": lambda: False, **about})


@pytest.fixture(autouse=True)
def uncompiled(monkeypatch):
    monkeypatch.setattr(searching, "engine", lambda **_about: None)


@pytest.fixture
def annealed(monkeypatch):
    """What is annealed, and nothing comes of it."""
    seen = []

    def anneal(block, plan, **about):
        seen.append(SimpleNamespace(block=block, plan=plan, **about))
        return plan

    monkeypatch.setattr(searching, "anneal", anneal)
    return seen


def test_rounds_without_compiled_code_grow_to_a_last_length(annealed):
    search = search_over(9)
    list(search._first())
    for number in (1, 2, 7, 8, 40):
        search.round = number
        search._improve(search.fronts[0], Random(1))

    lengths = [call.proposals // 9 for call in annealed]
    assert lengths == [250, 500, 16_000, 16_000, 16_000]


def test_the_floor_is_put_up_from_the_second_round_on(annealed):
    search = search_over(9)
    list(search._first())
    held, ceiling = search.choice.worst, search.ceiling
    for number in range(1, 8):
        search.round = number
        search._improve(search.fronts[0], Random(1))

    parts = [0.3, 0.6, 0.1, 1.0, 0.2, 0.0]
    floors = [held + int(part * (ceiling - held)) for part in parts]
    assert [call.floor for call in annealed] == [LOWEST, *floors]
    assert {call.price for call in annealed} == {1}


@pytest.mark.parametrize(("sizes", "price"), [((9,), 1), ((10, 10), 2), ((5,), 1)])
def test_a_unit_of_the_worst_fit_costs_what_fairness_takes_for_it(sizes, price):
    search = search_over(*sizes)
    assert search.price == 1

    list(search._first())

    assert search.choice.score.placed == sum(sizes)
    assert search.price == price


def test_while_somebody_is_left_out_it_begins_elsewhere(annealed):
    search = search_over(9)
    (front,) = search.fronts
    search.round = 1

    search._improve(front, Random(1))

    assert annealed[0].plan.open_mentors()
    assert front.counts == (0, 9)


def test_who_was_left_out_is_placed_in_what_annealing_found(monkeypatch):
    search = search_over(9)
    (front,) = search.fronts

    def anneal(block, plan, **_about):
        front.offer(StatedPlan(block, 0, 8, 0, 0))
        found = plan.copy()
        found.lift(4)
        return found

    monkeypatch.setattr(searching, "anneal", anneal)
    search.round = 1

    search._improve(front, Random(1))

    assert front.counts == (0, 9)
    assert_valid(front.block, front.entries[0][1])


def test_no_worst_fit_is_higher_than_the_ceiling_of_any_block_with_a_place():
    search = search_over(9, 8, 3)
    assert search.ceiling == 0

    for front, placed, worst in zip(search.fronts, (9, 8, 0), (70, 40, 5), strict=True):
        front.complete = True
        front.entries = [(Merit(0, placed, 0, worst), front.entries[0][1])]

    assert search.ceiling == 40


def test_what_fewer_have_a_place_in_is_tried_again_with_other_numbers(monkeypatch):
    search, asked = search_over(9), []
    (front,) = search.fronts

    def start(block, random, extra=0, *, wild=False):
        asked.append((extra, wild))
        return StatedPlan(block, 0, 8 + (len(asked) == 10), 0, 0)

    monkeypatch.setattr(searching, "start", start)

    list(search._first())

    tame = [(extra, False) for extra in searching.VARIATIONS]
    assert asked[1:8] == tame
    assert asked[8:] == [(0, True), (1, True)]
    assert front.counts == (0, 9)


def test_trying_other_numbers_ends_when_it_is_told_to(monkeypatch):
    stop, asked = [], []
    search = search_over(9, should_stop=lambda: bool(stop))

    def start(block, random, extra=0, *, wild=False):
        asked.append(extra)
        if len(asked) == 3:
            stop.append(True)
        return StatedPlan(block, 0, 8, 0, 0)

    monkeypatch.setattr(searching, "start", start)

    list(search._first())

    assert len(asked) == 3


def test_tiny_blocks_are_solved_at_once_and_the_others_not():
    search = search_over(9, 16)
    list(search._first())

    list(search._exact())

    assert [front.complete for front in search.fronts] == [True, False]
    assert not search.optimal
    assert search.bound is None
    solved = {plan.merit(search.parts[0]) for plan in best_plans(search.parts[0])}
    assert {merit for merit, _ in search.fronts[0].entries} == solved


def test_what_is_solved_is_its_own_bound():
    search = search_over(9, 8)
    list(search._first())

    list(search._exact())

    assert search.optimal
    assert search.bound == search.choice.score.quality


def test_a_block_left_in_the_middle_is_not_said_to_be_solved():
    search = search_over(9, should_stop=lambda: True)

    list(search._exact())

    assert not search.fronts[0].complete
    assert search.fronts[0].counts == (0, 9)


def test_nothing_is_lifted_where_a_block_is_known_to_the_end(annealed):
    search = search_over(9)
    search.round = 1
    list(search._first())
    search.fronts[0].complete = True
    search.fronts[0].pick = lambda floor: None

    list(search._lift())

    assert annealed == []


def test_a_floor_nobody_reaches_ends_the_lifting(annealed):
    search = search_over(9)
    search.round = 1
    list(search._first())
    (front,) = search.fronts
    block, held = front.block, search.choice.worst
    front.entries = [(Merit(0, 9, 5, held), front.entries[0][1])]

    list(search._lift())

    # A tenth of the way was tried, and no more.
    (call,) = annealed
    assert call.block is block
    assert call.floor == held + int(0.1 * (search.ceiling - held))
    assert call.price == search.price


def test_a_composition_is_told_by_name():
    search = search_over(5, 4)
    for front, groups in zip(
        search.fronts, ([[4, 0, 2, 1, 3]], [[3, 1, 2, 0]]), strict=True
    ):
        front.entries = [(Merit(0, len(groups[0]), 0, 0), planned(front.block, groups))]
    search.choose_best()

    assert groups_of(search) == (
        Group("m00", ("e00", "e01", "e02", "e03", "e04")),
        Group("m10", ("e10", "e11", "e12", "e13")),
    )


def planned(block, groups):
    names = {
        block.mentees[row]: block.mentors[lead]
        for lead, rows in enumerate(groups)
        for row in rows
    }
    return plan_with(block, names)


def test_a_wish_that_breaks_a_rule_is_left():
    block = block_of(
        *mentees(6), mentor("m", max_group=4), mentor("n"), exclusions=(("e1", "e3"),)
    )
    wanted = {f"e{n}": "m" for n in range(1, 7)} | {"e6": "n", "nobody": "n"}

    plan = plan_with(block, wanted)

    # e3 may not sit with e1.
    assert plan.seats == [[0, 1, 3, 4], [5]]


def test_a_warm_start_is_mended_before_it_counts():
    search = search_over(9)

    search.warm((Group("m00", ("e00", "e01")), Group("gone", ("e02",))))

    ((merit, plan),) = search.fronts[0].entries
    assert_valid(search.parts[0], plan)
    assert merit.placed == 9
