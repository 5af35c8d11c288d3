"""A composing problem as plain data: what it takes, what it refuses, and what it knows."""

import pytest

from boards.composing import FormatError, Instance, Params, Pin, Weights
from boards.composing.files import parse_instance
from tests.boards.composing.people import mentee, mentor


def instance(*people, **more):
    return Instance(id="x", people=people, **more)


def test_the_order_in_which_people_come_means_nothing():
    people = (mentee("b"), mentor("z"), mentee("a"), mentor("m"))

    for found in (instance(*people), instance(*people[::-1])):
        assert [one.id for one in found.mentees] == ["a", "b"]
        assert [one.id for one in found.mentors] == ["m", "z"]


def test_one_id_is_one_person():
    with pytest.raises(FormatError, match="the same id"):
        instance(mentee("a"), mentor("a"))


def test_somebody_is_a_mentor_or_a_mentee():
    with pytest.raises(FormatError, match="a is neither mentor nor mentee"):
        instance(mentee("a", role="coach"))


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"min_size": 1}, "min_size"),
        ({"min_size": 5, "max_size": 4}, "min_size"),
        ({"seniority_gap": 0}, "seniority_gap"),
    ],
)
def test_settings_that_cannot_be_are_refused(params, words):
    with pytest.raises(FormatError, match=words):
        Params(**params)


@pytest.mark.parametrize(
    ("wanted", "most", "limit"), [(6, 6, 6), (4, 6, 4), (6, 5, 5), (4, 5, 4)]
)
def test_a_group_is_as_large_as_programme_and_mentor_allow(wanted, most, limit):
    lead = mentor("m", max_group=wanted)

    assert instance(lead, params=Params(max_size=most)).limit(lead) == limit


def test_pins_lock_to_one_or_several_and_forbid_pairs():
    pins = (
        Pin("a", "m", "lock"),
        Pin("a", "n", "lock"),
        Pin("b", "m", "lock"),
        Pin("b", "n", "forbid"),
    )
    found = instance(mentee("a"), mentee("b"), mentor("m"), mentor("n"), pins=pins)

    assert found.locks == {"a": {"m", "n"}, "b": {"m"}}
    assert found.forbidden == {("b", "n")}


def test_an_exclusion_has_no_direction():
    found = instance(mentee("a"), mentee("b"), exclusions=(("a", "b"), ("b", "a")))

    assert found.excluded == {frozenset("ab")}


def test_what_a_fit_weighs_is_a_hundred_together():
    weights = Weights()

    parts = (weights.need, weights.gap, weights.mentor_place)
    assert sum((*parts, weights.peer_need, weights.peer_place)) == 100


MENTOR = {"id": "m", "role": "mentor", "discipline": "d", "max_group": 5}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"people": [{"id": "a"}]}, "people, entry 1: 'role' is missing"),
        ({"people": [MENTOR, 7]}, "people, entry 2"),
        ({"people": [MENTOR | {"max_group": "many"}]}, "people, entry 1"),
        ({"exclusions": [["a"]]}, "exclusions, entry 1"),
        ({"pins": [{"mentee": "a", "mentor": "m"}]}, "pins, entry 1"),
        ({"pins": [{"mentee": "a", "mentor": "m", "kind": "x"}]}, "neither lock"),
        ({"params": {"weights": {"luck": 1}}}, "luck"),
        ({"locations": 7}, "int"),
        (
            {"people": [MENTOR | {"projects": [{"project": "q", "start": "2020"}]}]},
            "people, entry 1",
        ),
    ],
)
def test_a_file_says_where_it_is_wrong(changed, words):
    data = {"schema": "compose-instance/1", "id": "x", "people": [MENTOR]} | changed

    with pytest.raises(FormatError, match=words):
        parse_instance(data)


def test_a_setting_that_nobody_knows_is_passed_over():
    data = {"schema": "compose-instance/1", "id": 7, "params": {"colour": "red"}}

    found = parse_instance(data)

    assert (found.id, found.people, found.params) == ("7", (), Params())


def test_a_mentee_leads_nobody():
    person = {"id": "a", "role": "mentee", "discipline": "d", "team": None}

    (read,) = parse_instance(
        {"schema": "compose-instance/1", "id": "x", "people": [person]}
    ).people

    assert (read.max_group, read.team) == (0, "")
