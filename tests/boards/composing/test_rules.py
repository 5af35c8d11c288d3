import pytest

from boards.composing import (
    Break,
    Instance,
    Params,
    Pin,
    breaks,
    group_breaks,
    rules,
)

from .people import mentee, mentees, mentor, stint


def rules_between(a, b, **about):
    instance = Instance(id="i", people=(a, b, mentor("m")), **about)
    return [
        found.rule
        for found in breaks(instance, a.id, "m", [b.id])
        if found.other == b.id
    ]


def test_strangers_break_nothing():
    assert rules_between(mentee("a"), mentee("b")) == []


@pytest.mark.parametrize(
    ("size", "broken"), [(3, True), (4, False), (6, False), (7, True)]
)
def test_h1_a_group_has_four_to_six_mentees(size, broken):
    people = mentees(size)
    instance = Instance(id="i", people=(*people, mentor("m")))

    found = group_breaks(instance, "m", [person.id for person in people])

    assert found == ([(None, Break("size"))] if broken else [])


def test_h1_a_mentor_may_want_a_smaller_group():
    people = mentees(5)
    instance = Instance(id="i", people=(*people, mentor("m", max_group=4)))

    assert breaks(instance, "e5", "m", ["e1", "e2", "e3", "e4"]) == [Break("size")]


def test_h2_colleagues_of_one_team_are_apart():
    assert rules_between(mentee("a", team="t"), mentee("b", team="t")) == ["same_team"]


def test_h2_people_without_a_team_share_none():
    assert rules_between(mentee("a", team=""), mentee("b", team="")) == []


def test_h3_disciplines_do_not_mix_unless_the_programme_crosses():
    a, b = mentee("a", discipline="x"), mentee("b", discipline="y")

    assert rules_between(a, b) == ["discipline"]
    assert rules_between(a, b, params=Params(cross_discipline=True)) == []


@pytest.mark.parametrize(("boss_of_a", "boss_of_b"), [("b", None), (None, "a")])
def test_h4_nobody_sits_with_their_line_manager(boss_of_a, boss_of_b):
    a, b = mentee("a", manager=boss_of_a), mentee("b", manager=boss_of_b)

    assert rules_between(a, b) == ["line_manager"]


def test_h4_the_same_manager_is_no_obstacle():
    assert rules_between(mentee("a", manager="z"), mentee("b", manager="z")) == []


@pytest.mark.parametrize("pair", [("a", "b"), ("b", "a")])
def test_h5_an_exclusion_holds_in_both_directions(pair):
    assert rules_between(mentee("a"), mentee("b"), exclusions=(pair,)) == ["exclusion"]


@pytest.mark.parametrize(
    ("mine", "theirs", "broken"),
    [
        pytest.param([stint(1, 6)], [stint(1, 6)], True, id="six months"),
        pytest.param([stint(1, 6)], [stint(2, 9)], False, id="five months"),
        pytest.param([stint(1, 6)], [stint(1, 6, hours=11)], False, id="few hours"),
        pytest.param(
            [stint(1, 3), stint(7, 9)], [stint(1, 12)], True, id="two stints add up"
        ),
        pytest.param(
            [stint(1, 3), stint(1, 3, project="r")],
            [stint(1, 3), stint(1, 3, project="r")],
            False,
            id="two projects do not",
        ),
    ],
)
def test_h6_long_and_intensive_work_together_is_apart(mine, theirs, broken):
    a, b = mentee("a", projects=tuple(mine)), mentee("b", projects=tuple(theirs))

    assert rules_between(a, b) == (["project"] if broken else [])


def test_h7_a_locked_mentee_sits_nowhere_else():
    people = (*mentees(1), mentor("m"), mentor("n"))
    instance = Instance(id="i", people=people, pins=(Pin("e1", "m", "lock"),))

    assert breaks(instance, "e1", "m") == []
    assert breaks(instance, "e1", "n") == [Break("lock", "n")]


def test_h7_a_forbidden_pair_is_apart():
    people = (*mentees(1), mentor("m"), mentor("n"))
    instance = Instance(id="i", people=people, pins=(Pin("e1", "m", "forbid"),))

    assert breaks(instance, "e1", "m") == [Break("forbid", "m")]
    assert breaks(instance, "e1", "n") == []


def test_every_broken_rule_is_named_with_whom():
    a = mentee("a", team="t", manager="m")
    people = (a, mentee("b", team="t"), mentor("m"))
    instance = Instance(id="i", people=people, exclusions=(("b", "a"),))

    assert breaks(instance, "a", "m", ["b"]) == [
        Break("line_manager", "m"),
        Break("same_team", "b"),
        Break("exclusion", "b"),
    ]


@pytest.mark.parametrize(
    ("limit", "size", "broken"),
    [(4, 4, False), (4, 5, True), (9, 6, False), (9, 7, True), (3, 3, True)],
)
def test_h1_the_smaller_of_both_limits_holds(limit, size, broken):
    lead = mentor("m", max_group=limit)

    assert rules.size_breaks(Instance(id="i", people=(lead,)), lead, size) == broken


def test_h1_a_group_that_is_being_filled_may_be_small():
    instance = Instance(id="i", people=(*mentees(2), mentor("m")))

    assert breaks(instance, "e1", "m") == []
    assert group_breaks(instance, "m", ["e1"]) == [(None, Break("size"))]


def test_h1_who_is_in_the_group_already_is_counted_once():
    instance = Instance(id="i", people=(*mentees(6), mentor("m")))
    everybody = [f"e{n}" for n in range(1, 7)]

    assert breaks(instance, "e3", "m", everybody) == []


@pytest.mark.parametrize(
    ("lead", "rule"),
    [
        (mentor("m", team="a"), "same_team"),
        (mentor("m", discipline="x"), "discipline"),
        (mentor("m", manager="a"), "line_manager"),
        (mentor("m", projects=(stint(1, 6),)), "project"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_keeps_mentees_apart_keeps_a_mentor_apart_too(lead, rule):
    a = mentee("a", projects=(stint(1, 6),))

    assert breaks(Instance(id="i", people=(a, lead)), "a", "m") == [Break(rule, "m")]


def test_h3_nobody_without_a_discipline_belongs_to_another():
    assert rules_between(mentee("a", discipline=""), mentee("b")) == ["discipline"]
    assert rules_between(mentee("a", discipline=""), mentee("b", discipline="")) == []


def test_h4_the_manager_of_a_manager_is_no_obstacle():
    people = (mentee("a", manager="b"), mentee("b", manager="c"), mentee("c"))
    instance = Instance(id="i", people=(*people, mentor("m")))

    assert rules.pair_breaks(instance, people[0], people[2]) == []


def test_h5_somebody_else_who_was_excluded_is_no_obstacle():
    assert rules_between(mentee("a"), mentee("b"), exclusions=(("a", "z"),)) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "broken"),
    [
        pytest.param([stint(1, 6, hours=12)], [stint(1, 6, hours=40)], True, id="just"),
        pytest.param(
            [stint(1, 6, hours=11)], [stint(1, 6, hours=40)], False, id="one side"
        ),
        pytest.param([stint(1, 12)], [stint(7, 18)], True, id="the last six"),
        pytest.param([stint(1, 12)], [stint(8, 18)], False, id="the last five"),
        pytest.param([stint(1, 6)], [stint(7, 12)], False, id="one after the other"),
        pytest.param(
            [stint(1, 6)], [stint(1, 6), stint(50, 60)], True, id="no debt from later"
        ),
        pytest.param(
            [stint(1, 12)],
            [stint(1, 3), stint(4, 6, hours=8)],
            False,
            id="quiet months do not add up",
        ),
        pytest.param([stint(1, 9)], [stint(1, 9, project="r")], False, id="elsewhere"),
    ],
)
def test_h6_at_its_edges(mine, theirs, broken):
    a, b = mentee("a", projects=tuple(mine)), mentee("b", projects=tuple(theirs))

    assert rules_between(a, b) == (["project"] if broken else [])
    assert rules_between(b, a) == (["project"] if broken else [])


def test_h6_the_programme_says_how_long_and_how_intensive():
    a, b = (mentee(name, projects=(stint(1, 3, hours=4),)) for name in "ab")

    assert rules_between(a, b) == []
    lower = Params(overlap_months=3, overlap_hours=4)
    assert rules_between(a, b, params=lower) == ["project"]


def test_h7_several_locks_leave_no_place():
    pins = (Pin("e1", "m", "lock"), Pin("e1", "n", "lock"))
    people = (*mentees(1), mentor("m"), mentor("n"))
    instance = Instance(id="i", people=people, pins=pins)

    assert breaks(instance, "e1", "m") == [Break("lock", "m")]
    assert breaks(instance, "e1", "n") == [Break("lock", "n")]


def test_h7_a_lock_and_its_opposite_are_both_named():
    pins = (Pin("e1", "n", "lock"), Pin("e1", "m", "forbid"))
    people = (*mentees(1), mentor("m"), mentor("n"))
    instance = Instance(id="i", people=people, pins=pins)

    assert breaks(instance, "e1", "m") == [Break("lock", "m"), Break("forbid", "m")]


def test_h7_a_lock_says_nothing_of_other_mentees():
    people = (*mentees(2), mentor("m"), mentor("n"))
    instance = Instance(id="i", people=people, pins=(Pin("e1", "m", "lock"),))

    assert breaks(instance, "e2", "n") == []
    assert breaks(instance, "e2", "m", ["e1"]) == []


def test_a_group_names_each_pair_once_and_its_size_first():
    people = (*(mentee(name, team="t") for name in "abc"), mentor("m", team="t"))
    instance = Instance(id="i", people=people)

    assert group_breaks(instance, "m", iter("abc")) == [
        (None, Break("size")),
        ("a", Break("same_team", "m")),
        ("b", Break("same_team", "m")),
        ("b", Break("same_team", "a")),
        ("c", Break("same_team", "m")),
        ("c", Break("same_team", "a")),
        ("c", Break("same_team", "b")),
    ]


def test_a_group_that_is_too_large_says_so_once():
    instance = Instance(id="i", people=(*mentees(8), mentor("m")))
    everybody = [f"e{n}" for n in range(1, 9)]

    assert group_breaks(instance, "m", everybody) == [(None, Break("size"))]
