import pytest

from boards.composing import Break, Instance, Params, Pin, breaks, group_breaks

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
