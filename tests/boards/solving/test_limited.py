import pytest

from boards.composing import Pin, group_breaks, score
from boards.solving import solve

from .test_solve import assert_sound, crowd


def moved(before, after):
    now = {name: group.mentor for group in after.groups for name in group.mentees}
    return sum(
        now.get(name) != group.mentor
        for group in before.groups
        for name in group.mentees
    )


@pytest.mark.parametrize("limit", [0, 1, 2, 5, 40])
def test_it_moves_no_more_people_than_allowed(limit):
    instance = crowd()
    before = solve(instance, seconds=30, rounds=0)

    after = solve(
        instance, seconds=30, rounds=1, warm_start=before.groups, move_limit=limit
    )

    assert_sound(instance, after)
    assert moved(before, after) == after.meta["moved"] <= limit
    assert score(instance, after.groups) >= score(instance, before.groups)


def test_a_few_moves_already_help():
    instance = crowd()
    before = solve(instance, seconds=30, rounds=0)

    scores = [
        score(
            instance,
            solve(
                instance, seconds=30, rounds=2, warm_start=before.groups, move_limit=n
            ).groups,
        )
        for n in (0, 2, 8)
    ]

    assert scores == sorted(set(scores))


def test_a_rule_that_a_seat_breaks_is_worth_more_than_the_limit():
    instance = crowd()
    before = solve(instance, seconds=30, rounds=1)
    group, mentee = before.groups[0], before.groups[0].mentees[0]
    pins = (Pin(mentee, group.mentor, "forbid"),)
    changed = type(instance)(id="changed", people=instance.people, pins=pins)

    after = solve(changed, seconds=30, rounds=1, warm_start=before.groups, move_limit=0)

    assert_sound(changed, after)
    assert all(
        group_breaks(changed, group.mentor, group.mentees) == []
        for group in after.groups
    )
    assert 1 <= after.meta["moved"] <= 4
