"""The search where nothing is compiled, and what it asks of those who wait."""

from dataclasses import replace

import pytest

from boards.composing import Group, Instance, Pin, score
from boards.solving import limited, search, solve
from tests.boards.composing.people import mentee, mentees, mentor

from .test_solve import assert_sound


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    for module in (search, limited):
        monkeypatch.setattr(module, "engine", lambda **_about: None)


def crowd(*pins):
    people = [mentee(f"e{n:02}", needs={"abc"[n % 3]: 1 + n % 2}) for n in range(18)]
    leads = [mentor(f"m{n}", expertise={"abc"[n % 3]: 1 + n % 3}) for n in range(5)]
    return Instance(id="plain", people=(*people, *leads), pins=pins)


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(search, "FIRST_ROUND", 100)
    monkeypatch.setattr(limited, "SLOWER", 400)


def test_it_repeats_itself_and_only_gets_better():
    seen = []

    first = solve(crowd(), seconds=60, rounds=2, seed=3, on_progress=seen.append)
    second = solve(crowd(), seconds=60, rounds=2, seed=3)

    assert_sound(crowd(), first)
    assert first.groups == second.groups
    assert first.meta["rounds"] == 2
    scores = [progress.score for progress in seen]
    assert scores == sorted(scores)
    assert scores[-1] == score(crowd(), first.groups)
    assert {progress.bound for progress in seen} == {None}
    assert not first.meta["optimal"]


def test_locked_and_forbidden_pairs_hold():
    pins = (
        Pin("e00", "m4", "lock"),
        Pin("e01", "m4", "lock"),
        Pin("e02", "m0", "forbid"),
        Pin("e03", "m1", "forbid"),
    )

    solution = solve(crowd(*pins), seconds=60, rounds=1)

    at = {name: group.mentor for group in solution.groups for name in group.mentees}
    assert_sound(crowd(*pins), solution)
    assert solution.meta["locked"] == 2
    assert (at["e00"], at["e01"]) == ("m4", "m4")
    assert at["e02"] != "m0"
    assert at["e03"] != "m1"


@pytest.mark.parametrize("asked", [1, 2, 4])
def test_it_stops_when_asked_with_a_sound_answer(asked):
    calls = []

    solution = solve(
        crowd(), seconds=60, should_stop=lambda: calls.append(1) or len(calls) >= asked
    )

    assert_sound(crowd(), solution)
    assert solution.meta["placed"] == 18


@pytest.mark.parametrize("limit", [None, 3])
def test_without_rounds_or_time_there_is_a_first_answer(limit):
    start = (Group("m0", ("e00", "e01", "e02", "e03")),) if limit else None
    about = {"warm_start": start, "move_limit": limit}

    for asked in ({"seconds": 60, "rounds": 0}, {"seconds": 0}):
        solution = solve(crowd(), **asked, **about)
        assert_sound(crowd(), solution)
        assert solution.meta["rounds"] == 0
        assert solution.groups


@pytest.mark.parametrize("move_limit", [None, 0, 5])
@pytest.mark.parametrize(
    "people", [(), mentees(3), (mentor("m"),)], ids=["nobody", "mentees", "mentor"]
)
def test_where_there_is_nothing_to_compose_nothing_is(people, move_limit):
    start = () if move_limit is None else (Group("gone", ("e1", "nobody")),)
    instance = Instance(id="nothing", people=people)

    solution = solve(instance, seconds=5, warm_start=start, move_limit=move_limit)

    assert_sound(instance, solution)
    assert solution.groups == ()
    assert (solution.meta["placed"], solution.meta["quality"]) == (0, 0)


@pytest.mark.parametrize("limit", [0, 1, 4])
def test_it_moves_no_more_than_allowed_and_repeats_itself(limit):
    before = solve(crowd(), seconds=60, rounds=0)

    first, second = (
        solve(crowd(), seconds=60, rounds=1, warm_start=before.groups, move_limit=limit)
        for _ in range(2)
    )

    assert_sound(crowd(), first)
    assert first.groups == second.groups
    assert first.meta["moved"] <= limit
    assert score(crowd(), first.groups) >= score(crowd(), before.groups)


def test_who_had_no_seat_does_not_count_as_moved():
    before = (Group("m0", ("e00", "e01", "e02", "e03", "e04")),)

    after = solve(crowd(), seconds=60, rounds=0, warm_start=before, move_limit=0)

    assert_sound(crowd(), after)
    assert after.meta["moved"] == 0
    assert after.meta["placed"] > 5


def test_a_seat_that_a_lock_forbids_is_left_in_any_case():
    before = (Group("m0", ("e00", "e01", "e02", "e03", "e04")),)
    instance = crowd(Pin("e00", "m1", "lock"))

    after = solve(instance, seconds=60, rounds=1, warm_start=before, move_limit=0)

    assert_sound(instance, after)
    assert after.meta["moved"] >= 1
    at = {name: group.mentor for group in after.groups for name in group.mentees}
    assert at.get("e00", "m1") == "m1"


def test_a_search_of_few_moves_stops_when_asked():
    before = solve(crowd(), seconds=60, rounds=0)
    calls = []

    after = solve(
        crowd(),
        seconds=60,
        warm_start=before.groups,
        move_limit=3,
        should_stop=lambda: calls.append(1) or len(calls) > 4,
    )

    assert_sound(crowd(), after)
    assert len(calls) < 12


def test_a_warm_start_is_taken_as_far_as_the_rules_go():
    instance = crowd(Pin("e00", "m0", "forbid"))
    (block,) = search.Search(instance, 0, lambda: False).parts
    wanted = {f"e{n:02}": "m0" for n in range(8)} | {"e08": "ghost", "e09": "m1"}

    plan = search.plan_with(block, wanted)

    # The first six who may sit with m0.
    assert plan.seats == [[1, 2, 3, 4, 5, 6], [9], [], [], []]


def test_a_warm_start_counts_at_once():
    best = solve(crowd(), seconds=60, rounds=2)

    after = solve(crowd(), seconds=60, rounds=0, warm_start=best.groups)

    assert score(crowd(), after.groups) >= score(crowd(), best.groups)


def test_another_name_of_the_problem_changes_nothing_but_that():
    first = solve(crowd(), seconds=60, rounds=1)
    second = solve(replace(crowd(), id="other"), seconds=60, rounds=1)

    assert (second.instance, second.groups) == ("other", first.groups)
