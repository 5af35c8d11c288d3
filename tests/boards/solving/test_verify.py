import json

import pytest

from boards.composing import read_instance, score
from boards.composing.files import dump_solution
from boards.solving import solve

FILES = [
    "basic_24",
    "cross_60",
    "dominant_60",
    "infeasible_60",
    "pins_240",
    "scarce_240",
    "basic_1200",
    "pins_1200",
]


@pytest.mark.parametrize("name", FILES)
def test_the_checker_accepts_the_solution(checker, instance_files, name):
    (path,) = (path for path in instance_files if path.stem == name)
    instance = read_instance(path)

    solution = solve(instance, seconds=2, rounds=1)

    written = json.loads(json.dumps(dump_solution(solution)))
    report = checker(json.loads(path.read_text())).run(written)
    found = score(instance, solution.groups)
    assert report["violations"] == 0
    assert report["reasons_false"] == 0
    assert (report["L"], report["P"], report["Q"]) == (
        found.locked,
        found.placed,
        found.quality,
    )
