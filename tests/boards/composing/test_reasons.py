"""Reasons that are hard to come by; the checker tests the rest."""

import pytest

from boards.composing import Group, Instance, Pin, explain_unplaced
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
