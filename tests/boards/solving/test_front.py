"""The best plans of each block, and the best way to combine them."""

import pytest

from boards.composing import Instance, Params, Pin, scoring
from boards.composing.block import blocks
from boards.solving import exact, front
from boards.solving.anneal import LOWEST
from boards.solving.plan import Merit, Plan
from tests.boards.composing.people import mentee, mentees, mentor

from .small import block_of, mixed, plan_of


class StatedPlan(Plan):
    """A plan that is worth what is said."""

    def __init__(self, block, *merit):
        super().__init__(block)
        self.stated = Merit(*merit)

    def merit(self, block):
        return self.stated


def front_with(*merits):
    found = front.Front(block_of(*mentees(9), mentor("m"), mentor("n")))
    for merit in merits:
        found.offer(StatedPlan(found.block, *merit))
    return found


def merits(found):
    return [merit for merit, _ in found.entries]


def test_at_first_nobody_is_placed():
    found = front_with()

    assert found.counts == (0, 0)
    assert found.pick(10**9)[0] == Merit(0, 0, 0, 0)


def test_only_plans_that_place_the_most_are_kept():
    found = front_with((0, 8, 5, 5), (1, 7, 4, 4), (0, 9, 9, 9), (1, 8, 1, 1))

    assert merits(found) == [Merit(1, 8, 1, 1)]
    assert found.counts == (1, 8)


@pytest.mark.parametrize(
    ("value", "worst", "kept"),
    [(5, 5, False), (6, 4, True), (4, 6, True), (5, 6, True)],
)
def test_a_plan_is_kept_when_it_is_better_in_some_way(value, worst, kept):
    found = front_with((0, 9, 5, 5))

    assert found.offer(StatedPlan(found.block, 0, 9, value, worst)) is kept


def test_what_is_beaten_in_both_ways_goes():
    found = front_with((0, 9, 5, 5), (0, 9, 3, 7), (0, 9, 8, 1), (0, 9, 6, 6))

    assert merits(found) == [Merit(0, 9, 3, 7), Merit(0, 9, 6, 6), Merit(0, 9, 8, 1)]


@pytest.mark.parametrize(
    ("floor", "value"), [(LOWEST, 8), (1, 8), (2, 6), (6, 6), (7, 3), (8, None)]
)
def test_the_most_valuable_that_is_fair_enough_is_picked(floor, value):
    found = front_with((0, 9, 3, 7), (0, 9, 8, 1), (0, 9, 6, 6)).pick(floor)

    assert (found and found[0].value) == value


def test_a_block_where_nobody_has_a_place_is_always_fair_enough():
    assert front_with().pick(99)[0].placed == 0


def test_a_front_is_full_when_no_more_can_be_placed():
    block = block_of(*mentees(5), mentor("m"), pins=(Pin("e1", "m", "lock"),))
    found = front.Front(block)
    assert (found.most, found.full) == (5, False)

    found.offer(plan_of(block, [0, 1, 2, 3]))
    assert not found.full
    found.offer(plan_of(block, [0, 1, 2, 3, 4]))
    assert found.full


def test_what_is_known_to_the_end_is_full_though_some_are_left_out():
    found = front_with((0, 8, 1, 1))
    assert not found.full

    found.complete = True

    assert found.full
    assert found.ceiling == 1


@pytest.mark.parametrize("seed", range(6))
def test_nobody_fits_better_than_the_best_fit_says(seed):
    block = mixed(seed, many=9, leads=2)
    highest = front.best_fits(block)

    for group in exact.possible_groups(block):
        fits = block.fits(group.mentor, group.members)
        for row, fit in zip(group.members, fits, strict=True):
            assert fit <= highest[row]


def test_a_large_group_may_pay_each_of_it_more_than_a_small_one():
    # Sixty in eight parts is seven, fifty-six in all; in ten parts it is sixty.
    people = (*mentees(12, needs={"a": 2}), mentor("m", max_group=11))
    params = Params(min_size=9, max_size=11, preferred_size=10)
    block = block_of(*people, params=params)
    large = list(range(11))

    assert front.best_fits(block) == [max(block.fits(0, large))] * 12
    assert max(block.fits(0, large)) > max(block.fits(0, large[:9]))


@pytest.mark.parametrize("seed", range(6))
def test_no_plan_has_a_higher_worst_fit_than_the_ceiling(seed):
    block = mixed(seed, many=9, leads=2, pins=(Pin("e01", "m0", "lock"),))
    found = front.Front(block)
    for plan in exact.best_plans(block):
        found.offer(plan)

    ceiling = found.ceiling
    found.complete = True

    assert ceiling >= found.ceiling


def two_blocks(percent):
    people = [mentee(f"{d}{n}", discipline=d) for d in "ab" for n in range(5)]
    people += [mentor(f"m{d}", discipline=d) for d in "ab"]
    instance = Instance(
        id="two", people=tuple(people), params=Params(fairness_percent=percent)
    )
    fronts = [front.Front(block) for block in blocks(instance)]
    for values in ((0, 5, 100, 10), (0, 5, 79, 40)):
        fronts[0].offer(StatedPlan(fronts[0].block, *values))
    for values in ((0, 5, 50, 5), (0, 5, 46, 30), (0, 5, 0, 60)):
        fronts[1].offer(StatedPlan(fronts[1].block, *values))
    return instance, fronts


@pytest.mark.parametrize(
    ("percent", "quality", "worst"),
    # Without fairness 150 at 5, 146 at 10, 125 at 30 or 79 at 40.
    [(0, 150, 5), (10, 156, 10), (20, 185, 30), (100, 479, 40)],
)
def test_blocks_are_combined_by_what_fairness_pays(percent, quality, worst):
    choice = front.combine(*two_blocks(percent))

    assert choice.score == scoring.Score(0, 10, quality)
    assert choice.worst == worst


def test_a_block_without_a_place_does_not_lower_the_worst_fit():
    instance, fronts = two_blocks(10)
    fronts[1] = front.Front(fronts[1].block)

    choice = front.combine(instance, fronts)

    assert (choice.score.placed, choice.worst) == (5, 10)
    assert choice.score.quality == 100 + 5 * 10 // 10


def test_nothing_combined_is_worth_nothing():
    choice = front.combine(Instance(id="none", people=()), [])

    assert (choice.score, choice.plans) == (scoring.Score(0, 0, 0), ())
