"""Tiny blocks: every group there is, and the best plans among them."""

from itertools import combinations

import pytest

from boards.composing import Instance, Params, Pin
from boards.composing.block import blocks
from boards.solving import exact
from tests.boards.composing.people import mentees, mentor

from .small import assert_valid, block_of, mixed


def tried(block):
    """Every plan as its groups, by trying all."""
    groups = [[()] for _ in block.mentors]
    for lead, limit in enumerate(block.limits):
        able = [row for row in range(len(block.mentees)) if not block.barred[row, lead]]
        for size in range(block.min_size, limit + 1):
            for some in combinations(able, size):
                if not any(block.apart[a, b] for a, b in combinations(some, 2)):
                    groups[lead].append(some)

    def go_on(lead, taken, chosen):
        if lead == len(groups):
            yield chosen
            return
        for some in groups[lead]:
            if not taken & set(some):
                yield from go_on(lead + 1, taken | set(some), [*chosen, some])

    return groups, go_on(0, set(), [])


@pytest.mark.parametrize("seed", range(5))
def test_the_possible_groups_are_those_that_trying_all_finds(seed):
    block = mixed(seed, many=8, leads=2, pins=(Pin("e00", "m1", "forbid"),))

    found = list(exact.possible_groups(block))

    groups, _ = tried(block)
    assert sorted((g.mentor, g.members) for g in found) == sorted(
        (lead, some) for lead, all_of in enumerate(groups) for some in all_of[1:]
    )
    for group in found:
        assert group.bits == sum(1 << row for row in group.members)
        assert group.value == block.value(group.mentor, group.members)
        assert group.worst == min(block.fits(group.mentor, group.members))


@pytest.mark.parametrize("pins", [(), (Pin("e01", "m1", "lock"),)])
@pytest.mark.parametrize("seed", range(4))
def test_no_plan_beats_the_best_plans_at_any_worst_fit(seed, pins):
    block = mixed(seed, many=9, leads=2, pins=pins)

    plans = list(exact.best_plans(block))

    merits = [plan.merit(block) for plan in plans]
    for plan in plans:
        assert_valid(block, plan)
    assert [m.worst for m in merits] == sorted({m.worst for m in merits})
    assert [m.value for m in merits] == sorted((m.value for m in merits), reverse=True)
    best = {}
    for groups in tried(block)[1]:
        rows = [row for some in groups for row in some]
        if not rows:
            continue
        counts = sum(block.locked[row] for row in rows), len(rows)
        value = sum(block.value(m, some) for m, some in enumerate(groups) if some)
        worst = min(f for m, some in enumerate(groups) for f in block.fits(m, some))
        best[counts, worst] = max(value, best.get((counts, worst), value))
    top = max(counts for counts, _ in best)
    assert {(m.locked, m.placed) for m in merits} == {top}
    for (counts, worst), value in best.items():
        if counts == top:
            assert max(m.value for m in merits if m.worst >= worst) >= value


def test_where_no_group_can_be_there_is_no_plan():
    assert list(exact.best_plans(block_of(*mentees(3), mentor("m")))) == []


def test_a_lock_that_bars_numbers_comes_before_them():
    # With e1 there are four places with m; without, six with n.
    locks = (Pin("e1", "m", "lock"),)
    pins = tuple(Pin(f"e{n}", "m", "forbid") for n in range(5, 7))
    people = (*mentees(6), mentor("m"), mentor("n"))

    (best, *_) = exact.best_plans(block_of(*people, pins=locks + pins))

    assert best.seats == [[0, 1, 2, 3], []]


def test_a_block_is_tiny_by_its_mentees_and_by_its_groups(monkeypatch):
    assert exact.is_tiny(block_of(*mentees(15), mentor("m", max_group=4)))
    assert not exact.is_tiny(block_of(*mentees(16), mentor("m", max_group=4)))
    five = block_of(*mentees(5), mentor("m"))
    # Five groups of four, and one of five.
    monkeypatch.setattr(exact, "MOST_WORK", 6 << 5)
    assert exact.is_tiny(five)
    monkeypatch.setattr(exact, "MOST_WORK", 5 << 5)
    assert not exact.is_tiny(five)


def test_groups_are_as_small_as_the_programme_says():
    people = (*mentees(3), mentor("m", max_group=2))
    (block,) = blocks(Instance(id="i", people=people, params=Params(min_size=2)))

    found = [group.members for group in exact.possible_groups(block)]

    assert found == [(0, 1), (0, 2), (1, 2)]
