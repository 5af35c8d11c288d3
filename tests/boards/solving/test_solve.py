import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from boards.composing import Instance, Pin, group_breaks, score
from boards.composing.files import dump_solution
from boards.solving import search as searching
from boards.solving import solve
from tests.boards.composing.dumping import dump_instance
from tests.boards.composing.people import mentee, mentees, mentor
from tests.boards.composing.strategies import instances

from .exhaustive import best_score, is_true

calm = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def assert_sound(instance, solution):
    for group in solution.groups:
        assert group_breaks(instance, group.mentor, group.mentees) == []
    mentors = [group.mentor for group in solution.groups]
    assert len(mentors) == len(set(mentors))
    everybody = [name for group in solution.groups for name in group.mentees]
    everybody += [left.mentee for left in solution.unplaced]
    assert sorted(everybody) == [person.id for person in instance.mentees]


def test_small_problems_are_solved_to_the_optimum():
    seen = Counter()

    @calm
    @given(instances())
    def check(instance):
        solution = solve(instance, seconds=20)

        assert_sound(instance, solution)
        assert score(instance, solution.groups) == best_score(instance)
        assert solution.meta["optimal"]
        assert [left for left in solution.unplaced if not is_true(instance, left)] == []
        seen["groups"] += bool(solution.groups)
        seen["left"] += bool(solution.groups and solution.unplaced)
        seen["two"] += len(solution.groups) > 1

    check()

    # Most of them are problems indeed.
    assert seen["groups"] >= 5
    assert seen["left"] >= 1
    assert seen["two"] >= 1


@calm
@given(instances())
def test_the_search_alone_places_as_many(instance):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "is_tiny", lambda block: False)
        solution = solve(instance, seconds=20, rounds=2)

    best = best_score(instance)
    found = score(instance, solution.groups)
    assert_sound(instance, solution)
    assert (found.locked, found.placed) == (best.locked, best.placed)
    bound = solution.meta["bound"]
    assert bound is None or bound >= best.quality


@calm
@given(instances())
def test_the_checker_agrees_on_small_problems(checker, instance):
    solution = solve(instance, seconds=20, rounds=1)

    written = json.loads(json.dumps(dump_solution(solution)))
    report = checker(json.loads(json.dumps(dump_instance(instance)))).run(written)

    found = score(instance, solution.groups)
    assert report["violations"] == 0
    assert report["reasons_false"] == 0
    numbers = report["L"], report["P"], report["Q"]
    assert numbers == (found.locked, found.placed, found.quality)


NINE = mentees(9, needs={"a": 2})
TWO = (mentor("m", expertise={"a": 3}), mentor("n", expertise={"a": 1}))


@pytest.mark.parametrize(
    ("people", "reasons"),
    [
        pytest.param((), [], id="nobody"),
        pytest.param(TWO, [], id="no mentees"),
        pytest.param(NINE[:4], ["no_compatible_mentor"] * 4, id="no mentors"),
        pytest.param(NINE[:3] + TWO, ["no_viable_group"] * 3, id="three mentees"),
        pytest.param(
            tuple(replace(person, team="t") for person in NINE + TWO),
            ["no_compatible_mentor"] * 9,
            id="everyone in one team",
        ),
        pytest.param(
            tuple(replace(person, team="t") for person in NINE) + TWO,
            ["no_viable_group"] * 9,
            id="all mentees in one team",
        ),
        pytest.param(
            (mentee("e", discipline="only"), *TWO),
            ["no_compatible_mentor"],
            id="a discipline of one",
        ),
        pytest.param(
            (*NINE[:4], mentor("m", max_group=3)),
            ["capacity"] * 4,
            id="tiny limit",
        ),
        pytest.param(NINE[:7] + TWO[:1], ["capacity"], id="one too many"),
        pytest.param((*NINE[:5], mentor("m")), [], id="a mentor without expertise"),
        pytest.param((*mentees(5), TWO[0]), [], id="mentees without needs"),
    ],
)
def test_bad_input_gives_a_sound_answer_with_true_reasons(people, reasons):
    instance = Instance(id="bad", people=people)

    solution = solve(instance, seconds=5)

    assert_sound(instance, solution)
    assert [left.reason for left in solution.unplaced] == reasons


def test_a_team_that_outnumbers_the_groups_is_a_true_reason():
    team = tuple(mentee(f"t{n}", team="t") for n in range(3))
    instance = Instance(id="team", people=(*team, *mentees(6), *TWO))

    solution = solve(instance, seconds=20)

    (left,) = solution.unplaced
    assert (left.mentee[0], left.reason) == ("t", "hall")
    assert is_true(instance, left)
    # Of the team without one of them nothing of the kind is true.
    fewer = replace(left, evidence={"mentees": [left.mentee, "e1"]})
    assert not is_true(instance, fewer)


def test_contradictory_pins_leave_out_only_whom_they_concern():
    pins = (
        Pin("e1", "m", "lock"),
        Pin("e1", "n", "lock"),
        Pin("e2", "m", "lock"),
        Pin("e2", "m", "forbid"),
        Pin("e3", "ghost", "lock"),
    )
    people = (*mentees(8), *TWO)
    instance = Instance(id="bad", people=people, pins=pins)

    solution = solve(instance, seconds=5)

    assert_sound(instance, solution)
    assert [(left.mentee, left.reason) for left in solution.unplaced] == [
        ("e1", "lock_conflict"),
        ("e2", "lock_conflict"),
        ("e3", "no_compatible_mentor"),
    ]
    assert solution.meta["placed"] == 5


def crowd():
    topics = "abcdef"
    people = [
        mentee(f"e{n}", needs={topics[n % 6]: 1 + n % 3, topics[n % 5]: 2})
        for n in range(40)
    ]
    leads = [mentor(f"m{n}", expertise={topics[n % 6]: 1 + n % 3}) for n in range(12)]
    return Instance(id="crowd", people=(*people, *leads))


def test_the_same_seed_gives_the_same_answer():
    first, second = (solve(crowd(), seconds=30, rounds=2, seed=7) for _ in range(2))

    assert first.groups == second.groups


def test_the_order_of_the_people_means_nothing():
    instance = crowd()
    turned = replace(instance, people=instance.people[::-1])

    first, second = (solve(i, seconds=30, rounds=1) for i in (instance, turned))

    assert first.groups == second.groups


def test_progress_only_gets_better_and_is_sound_at_once():
    instance, seen = crowd(), []

    solution = solve(instance, seconds=30, rounds=2, on_progress=seen.append)

    scores = [progress.score for progress in seen]
    assert scores == sorted(scores)
    news = [(progress.score, progress.bound) for progress in seen]
    assert len(news) == len(set(news))
    assert seen[0].seconds < 5
    assert all(
        group_breaks(instance, group.mentor, group.mentees) == []
        for group in seen[0].groups
    )
    assert score(instance, solution.groups) == scores[-1]


def test_it_stops_when_asked_with_what_it_has():
    asked = []
    solution = solve(
        crowd(), seconds=30, should_stop=lambda: asked.append(1) or len(asked) > 2
    )

    assert solution.meta["placed"] == 40
    assert solution.meta["seconds"] < 5


def test_a_warm_start_is_never_made_worse():
    instance = crowd()
    before = solve(instance, seconds=30, rounds=4, seed=1)

    after = solve(instance, seconds=30, rounds=1, seed=2, warm_start=before.groups)

    assert score(instance, after.groups) >= score(instance, before.groups)


def test_a_warm_start_that_breaks_rules_is_mended():
    instance = crowd()
    before = solve(instance, seconds=30, rounds=1)
    people = tuple(
        replace(person, team="same") if person.id in ("e1", "e2") else person
        for person in instance.people
    )
    changed = replace(instance, people=people)
    odd = [*before.groups, replace(before.groups[0], mentor="ghost")]

    after = solve(changed, seconds=30, rounds=0, warm_start=tuple(odd))

    assert_sound(changed, after)
