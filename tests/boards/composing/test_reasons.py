"""Reasons that are hard to come by; the checker tests the rest."""

import pytest

from boards.composing import (
    Group,
    Instance,
    Params,
    Pin,
    explain_unplaced,
    reasons,
)
from boards.composing import block as building
from boards.composing.block import blocks
from boards.composing.capacity import most_places

from .people import mentee, mentees, mentor


def reason(instance, name, groups=()):
    (found,) = explain_unplaced(instance, groups, [name])
    return found.reason, found.evidence


def locked(*people, mentor_limit=6, **about):
    pins = tuple(Pin(person.id, "m", "lock") for person in people)
    crowd = (*people, *mentees(4), mentor("m", max_group=mentor_limit))
    return Instance(id="i", people=crowd, pins=pins, **about)


def test_locked_to_a_line_manager():
    found = reason(locked(mentee("a", manager="m")), "a")

    assert found == ("lock_conflict", {"rule": "line_manager", "other": "m"})


def test_locked_together_though_apart():
    instance = locked(mentee("a"), mentee("b"), exclusions=(("b", "a"),))

    expected = ("lock_conflict", {"rule": "exclusion", "other": "b"})
    assert reason(instance, "a") == expected


def test_more_locked_than_there_are_places():
    instance = locked(*(mentee(f"a{n}") for n in range(5)), mentor_limit=4)

    found, evidence = reason(instance, "a0")

    assert (found, evidence["rule"]) == ("lock_conflict", "group_full")


def test_ruled_out_by_every_mentor_counts_the_rules():
    people = (*mentees(5), mentor("m", team="e1"), mentor("n"), mentor("o"))
    pins = (Pin("e1", "n", "forbid"), Pin("e1", "o", "forbid"))

    found = reason(Instance(id="i", people=people, pins=pins), "e1")

    blocked = {"same_team": 1, "forbid": 2}
    assert found == ("no_compatible_mentor", {"blocked_by": blocked})


def test_a_large_team_has_more_mentees_than_groups():
    team = tuple(mentee(f"t{n}", team="t") for n in range(4))
    people = (*team, *mentees(8), mentor("m"), mentor("n"))
    instance = Instance(id="i", people=people)

    found, evidence = reason(instance, "t0")

    assert found == "hall"
    assert {"t0", "t1", "t2", "t3"} <= set(evidence["mentees"])
    assert evidence["places"] < len(evidence["mentees"])


def test_what_is_not_proven_names_what_is_in_the_way():
    people = (*mentees(5), mentor("m"), mentor("n"))
    group = Group("m", ("e2", "e3", "e4", "e5"))
    instance = Instance(id="i", people=people, exclusions=(("e1", "e2"),))

    found, evidence = reason(instance, "e1", [group])

    assert found == "not_proven"
    assert evidence["blockers"] == [
        {"mentor": "m", "broken": [{"rule": "exclusion", "other": "e2"}]},
        {"mentor": "n", "broken": [{"rule": "no_group", "other": None}]},
    ]


def test_everybody_placed_needs_no_reason():
    people = (*mentees(4), mentor("m"))

    groups = [Group("m", ("e1", "e2", "e3", "e4"))]

    assert explain_unplaced(Instance(id="i", people=people), groups) == ()


@pytest.mark.parametrize(
    ("count", "limits", "most"),
    [
        (3, [6], 0),
        (7, [6], 6),
        (7, [6, 6], 6),
        (8, [6, 6], 8),
        (13, [6, 6], 12),
        (9, [3, 6], 6),
    ],
)
def test_the_most_places_in_groups_of_a_valid_size(count, limits, most):
    assert most_places(4, count, limits) == most


def test_locked_to_several_names_them():
    pins = (Pin("e1", "n", "lock"), Pin("e1", "m", "lock"))
    people = (*mentees(5), mentor("m"), mentor("n"))

    found = reason(Instance(id="i", people=people, pins=pins), "e1")

    assert found == (
        "lock_conflict",
        {"rule": "several_locks", "mentors": ["m", "n"]},
    )


def test_locked_to_whom_one_may_not_have():
    pins = (Pin("e1", "m", "lock"), Pin("e1", "m", "forbid"))
    people = (*mentees(5), mentor("m"))

    found = reason(Instance(id="i", people=people, pins=pins), "e1")

    assert found == ("lock_conflict", {"rule": "forbid", "other": "m"})


def test_locked_to_somebody_who_is_gone_has_no_mentor():
    people = (*mentees(5), mentor("m"))
    pins = (Pin("e1", "ghost", "lock"),)

    found = reason(Instance(id="i", people=people, pins=pins), "e1")

    assert found == ("no_compatible_mentor", {"blocked_by": {"lock": 1}})


def test_a_lock_that_could_be_honoured_is_no_conflict():
    people = (*mentees(5), mentor("m"))
    pins = (Pin("e1", "m", "lock"), Pin("e2", "m", "lock"))

    assert reason(Instance(id="i", people=people, pins=pins), "e1")[0] == "not_proven"


def test_the_places_of_a_full_group_are_told():
    instance = locked(*(mentee(f"a{n}") for n in range(5)), mentor_limit=4)

    assert reason(instance, "a3")[1] == {
        "rule": "group_full",
        "other": "m",
        "locked": 5,
    }


def test_without_any_mentor_nothing_blocks():
    found = reason(Instance(id="i", people=mentees(4)), "e1")

    assert found == ("no_compatible_mentor", {"blocked_by": {}})


def test_a_mentor_with_few_places_is_compatible_but_no_place():
    people = (*mentees(4), mentor("m", max_group=3))

    assert reason(Instance(id="i", people=people), "e1") == (
        "capacity",
        {"discipline": "d", "mentees": 4, "places": 0},
    )


def test_no_viable_group_names_the_mentors_that_were_tried():
    people = (*mentees(3), mentor("m"), mentor("n"), mentor("o", team="e1"))

    found = reason(Instance(id="i", people=people), "e1")

    assert found == ("no_viable_group", {"mentors": ["m", "n"]})


def test_capacity_counts_a_discipline_or_everybody():
    people = (*mentees(4), *(mentee(f"f{n}", discipline="f") for n in range(3)))
    people = (*people, mentor("m"))

    mixed = Instance(id="i", people=people, params=Params(cross_discipline=True))
    own = Instance(id="i", people=(*people, *(mentee(f"g{n}") for n in range(3))))

    assert reason(mixed, "f0") == (
        "capacity",
        {"discipline": None, "mentees": 7, "places": 6},
    )
    assert reason(own, "g0") == (
        "capacity",
        {"discipline": "d", "mentees": 7, "places": 6},
    )


def test_who_could_have_no_mentor_does_not_count_for_capacity():
    people = (*mentees(6), mentee("x", team="m"), mentor("m"))
    groups = [Group("m", tuple(f"e{n}" for n in range(1, 6)))]

    assert reason(Instance(id="i", people=people), "e6", groups)[0] == "not_proven"


def test_a_crowd_names_those_who_lack_places_and_how_many_there_are():
    pins = tuple(Pin(f"e{n}", m, "forbid") for n in range(1, 6) for m in "no")
    people = (*mentees(9), mentor("m", max_group=4), mentor("n"), mentor("o"))

    found = reason(Instance(id="i", people=people, pins=pins), "e1")

    assert found == (
        "hall",
        {"mentees": ["e1", "e2", "e3", "e4", "e5"], "places": 4},
    )


def test_people_without_a_team_do_not_crowd_each_other():
    nameless = tuple(mentee(f"t{n}", team="") for n in range(4))
    people = (*nameless, *mentees(4), mentor("m"), mentor("n"))

    assert reason(Instance(id="i", people=people), "t0")[0] == "not_proven"


def test_the_nearest_mentors_come_first_and_only_a_few():
    leads = [mentor(f"m{n}") for n in range(7)]
    people = (*mentees(40), *leads)
    apart = tuple(("e40", f"e{n}") for n in (1, 2, 6, 11, 12, 13, 16))
    groups = [
        Group(f"m{n}", tuple(f"e{5 * n + k}" for k in range(1, 6))) for n in range(6)
    ]
    instance = Instance(id="i", people=people, exclusions=apart)

    found, evidence = reason(instance, "e40", groups)

    assert found == "not_proven"
    assert [(b["mentor"], len(b["broken"])) for b in evidence["blockers"]] == [
        ("m4", 0),
        ("m5", 0),
        ("m1", 1),
        ("m3", 1),
        ("m6", 1),
    ]


def test_only_who_is_asked_about_is_told_of():
    people = (*mentees(5), mentor("m"))
    instance = Instance(id="i", people=people)

    assert [left.mentee for left in explain_unplaced(instance, [], ["e3", "e2"])] == [
        "e2",
        "e3",
    ]
    assert explain_unplaced(instance, [], []) == ()


def test_blocks_that_are_known_are_not_built_again(monkeypatch):
    people = (*mentees(7), mentor("m"), mentor("n", discipline="x", max_group=3))
    people = (*people, *(mentee(f"x{n}", discipline="x") for n in range(2)))
    people = (*people, mentor("o", discipline="x"))
    instance = Instance(id="i", people=people)
    known = list(blocks(instance))
    plain = explain_unplaced(instance, [])
    built = []

    def build(instance, mentees, mentors):
        built.append([mentor.id for mentor in mentors])
        return building.build(instance, mentees, mentors)

    monkeypatch.setattr(reasons, "build", build)

    assert explain_unplaced(instance, [], blocks=known) == plain
    # A mentor with few places is in no block of the search.
    assert built == [["n", "o"]]
