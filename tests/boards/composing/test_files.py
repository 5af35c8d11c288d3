import json

import pytest
from hypothesis import given, settings

from boards.composing import FormatError, Pin, read_instance, write_solution
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
