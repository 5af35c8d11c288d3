"""Of each block a plan for each number of people moved, and the best of all together."""

from itertools import product
from random import Random

import numpy as np
import pytest

from boards.composing import Group, Instance, Params
from boards.composing.scoring import Score, fairness
from boards.solving import limited
from boards.solving.anneal import LOWEST
from boards.solving.limited import LimitedSearch, _homes, _moved, _serves
from boards.solving.plan import Merit, Plan
from tests.boards.composing.people import mentee, mentees, mentor

from .small import block_of, mixed, plan_of
from .test_front import StatedPlan

seeds = pytest.mark.parametrize("seed", range(8))


def search_over(blocks, limit, percent=10):
    """A search of few moves over so many blocks, of which nothing is known yet."""
    people = []
    for number in range(blocks):
        about = {"discipline": f"d{number}"}
        people += [mentee(f"e{number}{n}", **about) for n in range(5)]
        people.append(mentor(f"m{number}", **about))
    params = Params(fairness_percent=percent)
    instance = Instance(id="limited", people=tuple(people), params=params)
    search = LimitedSearch(instance, 0, lambda: False, (), limit)
    search.points = [[] for _ in range(blocks)]
    search.begun = False
    return search


def point(moved, *merit):
    return moved, Merit(*merit), object()


@seeds
@pytest.mark.parametrize("limit", [0, 2, 4, 99])
def test_no_choice_within_the_limit_is_better(seed, limit):
    random, search = Random(seed), search_over(3, limit)
    points = [
        [
            point(
                random.randrange(4), random.randrange(2), random.randrange(3, 6),
                random.randrange(100), random.randrange(50),
            )
            for _ in range(4)
        ]
        for _ in range(3)
    ]  # fmt: skip

    found = search._within(points, limit)

    sums = [
        tuple(
            sum(getattr(p[1], name) for p in some)
            for name in ("locked", "placed", "value")
        )
        for some in product(*points)
        if sum(p[0] for p in some) <= limit
    ]
    if not sums:
        assert found is None
        return
    locked, placed, value = max(sums)
    paid = fairness(search.instance, placed, found.worst)
    assert found.score == Score(locked, placed, value + paid)
    chosen = [
        next(p for p in some if p[2] is plan)
        for some, plan in zip(points, found.plans, strict=True)
    ]
    assert sum(p[0] for p in chosen) <= limit
    assert found.worst == min(p[1].worst for p in chosen)


def test_where_one_block_has_no_plan_there_is_no_choice():
    search = search_over(2, 5)

    assert search._within([[point(0, 0, 5, 9, 9)], []], 5) is None
    assert search._within([], 5).score == Score(0, 0, 0)


@pytest.mark.parametrize(
    ("percent", "value", "worst"),
    # Ten are placed: a unit of the worst fit is worth as many times the part of it.
    [(0, 111, 1), (10, 140, 30), (100, 460, 40)],
)
def test_the_worst_fit_is_weighed_against_the_value(percent, value, worst):
    search = search_over(2, 9, percent)
    search.points = [
        [point(0, 0, 5, 51, 1), point(1, 0, 5, 50, 30), point(2, 0, 5, 10, 60)],
        [point(0, 0, 5, 50, 1), point(3, 0, 5, 60, 30), point(4, 0, 5, 50, 40)],
    ]

    search.choose_best()

    assert search.choice.worst == worst
    assert search.choice.score == Score(0, 10, value)


def test_what_the_rules_ask_for_is_moved_beyond_the_limit():
    search = search_over(2, 1)
    search.points = [
        [point(2, 0, 5, 5, 5), point(3, 0, 5, 99, 99)],
        [point(1, 0, 5, 5, 5), point(2, 0, 5, 99, 99)],
    ]

    search.choose_best()

    assert search.choice.score == Score(0, 10, 10 + 5)


def test_what_was_chosen_is_not_given_up_for_less():
    search = search_over(1, 9)
    search.points = [[point(0, 0, 5, 50, 50)]]
    search.choose_best()
    best = search.choice

    search.points = [[point(0, 0, 5, 40, 50)]]
    search.choose_best()

    assert search.choice is best


@pytest.mark.parametrize(
    ("moved", "merit", "serves"),
    [
        (3, (0, 5, 50, 20), True),
        (2, (0, 5, 50, 20), False),
        (9, (0, 5, 50, 21), False),
        (9, (0, 5, 51, 20), False),
        (9, (0, 6, 1, 20), False),
        (9, (1, 1, 1, 1), False),
        (9, (0, 4, 99, 20), True),
        (9, (0, 5, 49, 5), True),
    ],
)
def test_a_plan_serves_for_those_that_move_no_fewer_and_are_no_better(
    moved, merit, serves
):
    assert _serves(point(3, 0, 5, 50, 20), moved, Merit(*merit)) is serves


def offered(search, *stated):
    for moved, *merit in stated:
        plan = StatedPlan(search.parts[0], *merit)
        # As if nobody but these had sat elsewhere.
        plan.group_of = [1] * moved + [0] * (5 - moved)
        search._offer(0, plan)
    return [(moved, *vars(merit).values()) for moved, merit, _ in search.points[0]]


def sat(search):
    search.homes = [np.zeros(5, dtype=int)]
    return search


def test_of_the_plans_those_are_kept_that_no_other_serves_for():
    search = sat(search_over(1, 9))

    kept = offered(
        search, (2, 0, 5, 50, 10), (2, 0, 5, 40, 10), (1, 0, 5, 30, 10),
        (3, 0, 5, 50, 10), (3, 0, 5, 70, 5), (2, 0, 5, 60, 10),
    )  # fmt: skip

    assert kept == [(1, 0, 5, 30, 10), (2, 0, 5, 60, 10), (3, 0, 5, 70, 5)]


def test_of_too_many_plans_the_least_moved_and_the_best_stay(monkeypatch):
    monkeypatch.setattr(limited, "MOST_POINTS", 3)
    search = sat(search_over(1, 9))

    kept = offered(search, *((moved, 0, 5, 10 * moved, 1) for moved in range(5)))

    assert kept == [(0, 0, 5, 0, 1), (3, 0, 5, 30, 1), (4, 0, 5, 40, 1)]


def test_a_home_is_where_one_sat_if_that_mentor_is_still_there():
    block = block_of(*mentees(4), mentor("m"), mentor("n"))

    homes = _homes(block, {"e1": "n", "e2": "m", "e3": "gone", "nobody": "m"})

    assert homes.tolist() == [1, 0, -1, -1]


def test_who_sat_somewhere_and_does_not_any_more_has_moved():
    block = block_of(*mentees(6), mentor("m"), mentor("n"))
    homes = np.array([0, 0, 1, 1, -1, -1])

    assert _moved(homes, plan_of(block, [0, 1, 4], [2, 3, 5])) == 0
    # Who is left out has moved, and who is new has not.
    assert _moved(homes, plan_of(block, [0, 2, 4], [3])) == 2
    assert _moved(homes, Plan(block)) == 4


class Recording:
    """In place of the compiled code: what it is asked, and a plan in return."""

    def __init__(self):
        self.blocks, self.schedules, self.origins = [], [], []

    class Schedule:
        def __init__(self, **about):
            vars(self).update(about)

    def Tables(self, block):
        self.blocks.append(block)

    def anneal(self, block, tables, plan, schedule, should_stop):
        self.schedules.append(schedule)
        self.origins.append(plan)
        return plan


@pytest.mark.parametrize("tax", [1, 40_000, limited.HIGHEST_TAX])
def test_every_seat_is_taxed_but_the_one_somebody_has(tax):
    block = mixed(1, many=9, leads=3)
    people = [mentee(name) for name in block.mentees]
    people += [mentor(name) for name in block.mentors]
    before = (Group("m1", ("e00", "e01", "e02", "e03")),)
    search = LimitedSearch(
        Instance(id="i", people=tuple(people)), 0, lambda: False, before, 2
    )
    engine = Recording()
    search.round = 2

    found = search._improved(0, tax, engine)

    (taxed,), plain = engine.blocks, search.parts[0]
    for row in range(9):
        for lead in range(3):
            less = 0 if row < 4 and lead == 1 else tax
            assert taxed.worth[row][lead] == plain.worth[row][lead] - less
    (schedule,) = engine.schedules
    assert schedule.proposals == 2 * limited.FIRST_LENGTH * 9
    assert (schedule.floor, schedule.price) == (LOWEST, 0)
    best = max(search.points[0], key=lambda entry: entry[1])
    assert found is engine.origins[0] is best[2]


def test_rounds_of_few_moves_grow_to_a_last_length():
    search, engine = search_over(1, 2), Recording()
    search.points = [[(0, Merit(0, 0, 0, 0), Plan(search.parts[0]))]]
    for number in (1, 2, 5, 6, 30):
        search.round = number
        search._improved(0, 5, engine)

    lengths = [schedule.proposals // 5 for schedule in engine.schedules]
    assert lengths == [400, 800, 6_400, 8_000, 8_000]


def test_the_tax_is_halved_and_lies_between_those_of_the_round_before(monkeypatch):
    search, taxes = search_over(2, 2), []
    monkeypatch.setattr(limited, "engine", lambda **_about: None)
    monkeypatch.setattr(search, "choose_best", lambda: search.round)
    monkeypatch.setattr(search, "_offer", lambda *_about: None)
    monkeypatch.setattr(
        search, "_improved", lambda number, tax, compiled: taxes.append((number, tax))
    )

    assert list(search.work(2)) == [0] + [1] * 9 + [2] * 9

    first, second = taxes[:18], taxes[18:]
    for some, shift in ((first, 0.5), (second, 0.25)):
        expected = [int(3_000_000 / 2 ** (n + shift)) for n in range(9)]
        assert [tax for number, tax in some if number == 0] == expected
        assert [tax for number, tax in some if number == 1] == expected


@pytest.mark.parametrize("number", [1, 9])
def test_without_compiled_code_there_are_few_proposals_for_each(monkeypatch, number):
    search, seen = search_over(1, 2), []
    monkeypatch.setattr(limited, "SLOWER", 1_000)
    monkeypatch.setattr(
        limited, "anneal", lambda *_about, **how: seen.append(how["proposals"])
    )
    search.points = [[(0, Merit(0, 0, 0, 0), Plan(search.parts[0]))]]
    search.round = number

    search._improved(0, 5, None)

    # Four hundred would be less than one, eight thousand are eight.
    assert seen == [5 if number == 1 else 40]
