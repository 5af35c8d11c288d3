import json

import pytest
from hypothesis import given, settings

from boards.composing import (
    FormatError,
    Group,
    Params,
    Person,
    Pin,
    Solution,
    Stint,
    Unplaced,
    Weights,
    read_instance,
    write_solution,
)
from boards.composing.files import parse_instance, parse_month
from boards.solving import solve
from tests.boards.composing.dumping import dump_instance, parse_solution, write_month

from .strategies import instances


@settings(max_examples=20, deadline=None)
@given(instances())
def test_an_instance_survives_being_written(instance):
    read = parse_instance(json.loads(json.dumps(dump_instance(instance))))

    # Only a mentor's limit means something.
    assert dump_instance(read) == dump_instance(instance)
    assert solve(read, rounds=0).groups == solve(instance, rounds=0).groups


@pytest.mark.parametrize("month", ["2023-01", "2023-11", "2023-12"])
def test_a_month_survives_being_written(month):
    assert write_month(parse_month(month)) == month


def test_a_month_counts_from_the_year():
    assert parse_month("2024-01") - parse_month("2023-12") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not a JSON file"),
        ("[]", "the schema is not"),
        ('{"schema": "compose-instance/1"}', "'id' is missing"),
        (
            '{"schema": "compose-instance/1", "id": "i", "people": [3]}',
            "people, entry 1",
        ),
        (
            '{"schema": "compose-instance/1", "id": "i", "people": [], '
            '"params": {"min_size": 1}}',
            "min_size",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words(tmp_path, text, message):
    path = tmp_path / "instance.json"
    path.write_text(text)

    with pytest.raises(FormatError, match=message):
        read_instance(path)


def test_an_unknown_pin_is_refused():
    with pytest.raises(FormatError, match="neither lock nor forbid"):
        Pin("e", "m", "glue")


def test_a_solution_survives_being_written(tmp_path):
    people = [
        {"id": f"e{n}", "role": "mentee", "discipline": "d", "team": f"t{n}"}
        for n in range(5)
    ]
    people.append(
        {"id": "m", "role": "mentor", "discipline": "d", "team": "", "max_group": 6}
    )
    instance = parse_instance(
        {"schema": "compose-instance/1", "id": "i", "people": people}
    )
    solution = solve(instance, rounds=1)

    write_solution(solution, tmp_path / "solution.json")

    read = parse_solution(json.loads((tmp_path / "solution.json").read_text()))
    assert read == solution
    assert read.groups[0].mentees == ("e0", "e1", "e2", "e3", "e4")


def data(**changed):
    return {"schema": "compose-instance/1", "id": "i", "people": [], **changed}


def person(**changed):
    return {"id": "a", "role": "mentee", "discipline": "d", **changed}


STINT = {"project": "q", "start": "2023-02", "end": "2023-11", "hours": 16}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"people": None}, "'NoneType' object is not iterable"),
        ({"people": ["a"]}, "people, entry 1: "),
        ({"people": [{}]}, "people, entry 1: 'id' is missing"),
        ({"people": [{"id": "a", "role": "mentee"}]}, "entry 1: 'discipline' is miss"),
        ({"people": [person(role="mentor")]}, "entry 1: 'max_group' is missing"),
        ({"people": [person(role="coach")]}, "a is neither mentor nor mentee"),
        ({"people": [person(), person()]}, "two people have the same id"),
        ({"people": [person(seniority="long")]}, "people, entry 1: invalid literal"),
        ({"people": [person(needs=3)]}, "people, entry 1: 'int' object"),
        ({"people": [person(languages=3)]}, "people, entry 1: 'int' object"),
        ({"people": [person(projects=[{}])]}, "entry 1: 'project' is missing"),
        (
            {"people": [person(projects=[STINT | {"start": "2023-xx"}])]},
            "people, entry 1: invalid literal",
        ),
        (
            {"people": [person(projects=[STINT | {"end": "2023-11-01"}])]},
            "people, entry 1: too many values",
        ),
        ({"exclusions": [["a", "b"], ["a", "b", "c"]]}, "exclusions, entry 2: "),
        ({"exclusions": [3]}, "exclusions, entry 1: "),
        ({"pins": [3]}, "pins, entry 1: "),
        ({"pins": [{"mentee": "a", "mentor": "m", "kind": "lock", "x": 1}]}, "entry 1"),
        ({"locations": ["ab", "abc"]}, "dictionary update sequence"),
        ({"params": 3}, "'int' object has no attribute 'items'"),
        ({"params": {"weights": 3}}, "must be a mapping"),
        ({"params": {"seniority_gap": 0}}, "seniority_gap must be at least 1 year"),
        ({"params": {"min_size": "four"}}, "'<=' not supported"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_place(changed, words):
    with pytest.raises(FormatError) as refused:
        parse_instance(data(**changed))

    assert words in str(refused.value)


@pytest.mark.parametrize("found", [None, [], {}, {"schema": "compose-instance/2"}])
def test_another_schema_is_refused(found):
    with pytest.raises(FormatError, match="the schema is not compose-instance/1"):
        parse_instance(found)


def test_what_is_no_text_is_no_json_file(tmp_path):
    path = tmp_path / "instance.json"
    path.write_bytes(b"\xff\xfe")

    with pytest.raises(FormatError, match="not a JSON file"):
        read_instance(path)


def test_a_file_that_is_not_there_is_another_matter(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_instance(tmp_path / "instance.json")


def test_all_that_a_person_tells_is_read():
    about = person(
        team="t",
        location="here",
        languages=["nl", "en"],
        seniority=7,
        manager="b",
        projects=[STINT],
        needs={"x": 3},
        department="nobody's business",
    )

    (read,) = parse_instance(data(people=[about])).people

    assert read == Person(
        id="a",
        role="mentee",
        discipline="d",
        team="t",
        location="here",
        languages=frozenset({"en", "nl"}),
        seniority=7,
        manager="b",
        projects=(Stint("q", 2023 * 12 + 2, 2023 * 12 + 11, 16),),
        needs={"x": 3},
        expertise={},
        max_group=0,
    )


def test_what_a_person_does_not_tell_is_nothing():
    lead = person(role="mentor", max_group="5", team=None, location=None)

    (read,) = parse_instance(data(people=[lead])).people

    assert read == Person("a", "mentor", "d", max_group=5)


def test_settings_pins_exclusions_and_places_are_read():
    read = parse_instance(
        data(
            params={"max_size": 5, "weights": {"need": 60, "gap": 0}},
            exclusions=[["a", "b"]],
            pins=[{"mentee": "a", "mentor": "m", "kind": "lock"}],
            locations={"here": "r"},
        )
    )

    assert read.params == Params(max_size=5, weights=Weights(need=60, gap=0))
    assert read.exclusions == (("a", "b"),)
    assert read.pins == (Pin("a", "m", "lock"),)
    assert read.locations == {"here": "r"}


def test_a_solution_is_written_in_the_exchange_format(tmp_path):
    solution = Solution(
        "i",
        (Group("m", ("a", "b")),),
        (Unplaced("c", "hall", {"mentees": ["c"], "places": 0}),),
        {"seconds": 1.5},
    )

    write_solution(solution, tmp_path / "solution.json")

    text = (tmp_path / "solution.json").read_text()
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "instance": "i",
        "groups": [{"mentor": "m", "mentees": ["a", "b"]}],
        "unplaced": [
            {
                "mentee": "c",
                "reason": "hall",
                "evidence": {"mentees": ["c"], "places": 0},
            }
        ],
        "meta": {"seconds": 1.5},
    }
