"""Who sits where: seats, sets and groups always say the same."""

from boards.composing import Pin
from boards.solving.plan import Merit, Plan
from tests.boards.composing.people import mentees, mentor

from .small import assert_agrees, block_of, mixed, plan_of


def test_nobody_sits_anywhere_at_first():
    plan = Plan(block_of(*mentees(4), mentor("m"), mentor("n")))

    assert plan.unplaced() == [0, 1, 2, 3]
    assert (plan.open_mentors(), plan.idle_mentors()) == ([], [0, 1])
    assert_agrees(plan)


def test_who_is_seated_leaves_the_seat_before():
    plan = plan_of(block_of(*mentees(5), mentor("m"), mentor("n")), [0, 1, 2], [3])

    plan.seat(1, 1)

    assert plan.seats == [[0, 2], [3, 1]]
    assert plan.unplaced() == [4]
    assert_agrees(plan)


def test_who_sits_nowhere_cannot_be_lifted_any_further():
    plan = plan_of(block_of(*mentees(4), mentor("m")), [0, 1])

    plan.lift(1)
    plan.lift(1)

    assert plan.seats == [[0]]
    assert_agrees(plan)


def test_a_group_that_is_dissolved_names_who_sat_there():
    plan = plan_of(block_of(*mentees(5), mentor("m"), mentor("n")), [0, 3], [1])

    assert plan.dissolve(0) == [0, 3]
    assert plan.dissolve(0) == []
    assert plan.seats == [[], [1]]
    assert_agrees(plan)


def test_mentors_trade_also_when_one_leads_nobody():
    plan = plan_of(block_of(*mentees(5), mentor("m"), mentor("n"), mentor("o")), [0, 3])

    plan.trade(0, 2)
    plan.seat(1, 0)
    plan.trade(0, 2)

    assert plan.seats == [[0, 3], [], [1]]
    assert_agrees(plan)


def test_a_copy_is_on_its_own():
    plan = plan_of(block_of(*mentees(5), mentor("m"), mentor("n")), [0, 1])
    twin = plan.copy()

    twin.seat(0, 1)

    assert plan.seats == [[0, 1], []]
    assert_agrees(plan)
    assert_agrees(twin)


def test_a_plan_becomes_another():
    plan = plan_of(block_of(*mentees(4), mentor("m"), mentor("n")), [0, 1])

    plan.become(plan_of(block_of(*mentees(4), mentor("m"), mentor("n")), [], [2]))

    assert plan.seats == [[], [2]]
    assert_agrees(plan)


def test_a_merit_adds_the_values_of_the_groups():
    block = mixed(1, apart=0)
    groups = [0, 1, 2, 3], [], [4, 5, 6, 7, 8]
    plan = plan_of(block, *groups)

    merit = plan.merit(block)

    fits = [fit for lead in (0, 2) for fit in block.fits(lead, groups[lead])]
    value = block.value(0, groups[0]) + block.value(2, groups[2])
    assert merit == Merit(0, 9, value, min(fits))


def test_nobody_seated_is_worth_nothing():
    block = block_of(*mentees(4), mentor("m"))

    assert Plan(block).merit(block) == Merit(0, 0, 0, 0)


def test_locks_are_counted_where_they_are_honoured():
    pins = (Pin("e1", "m", "lock"), Pin("e3", "m", "lock"))
    block = block_of(*mentees(5), mentor("m"), pins=pins)

    assert plan_of(block, [0, 1]).counts(block) == (1, 2)
    assert plan_of(block, [0, 1, 2]).counts(block) == (2, 3)


def test_locks_come_first_then_numbers_then_value_then_the_worst():
    values = [(0, 9, 9, 9), (1, 0, 9, 9), (1, 1, 0, 9), (1, 1, 1, 0), (1, 1, 1, 1)]

    found = [Merit(*value) for value in values]

    assert found == sorted(found)
