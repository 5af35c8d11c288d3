import hashlib
import json

import pytest

pytest.importorskip("numba")

from benchmarks import bounds
from boards.composing import read_instance, score
from boards.solving import solve
from tests.boards.composing.dumping import dump_instance

from .test_solve import crowd


def test_a_bound_of_our_own_is_kept_as_the_stored_ones_are(tmp_path):
    path = tmp_path / "crowd.json"
    path.write_text(json.dumps(dump_instance(crowd())))

    bounds.main([str(path), "--rounds", "1"])

    known = json.loads((tmp_path / "bounds.json").read_text())["crowd"]
    instance = read_instance(path)
    found = score(instance, solve(instance, seconds=30, rounds=2).groups)
    assert known["file"] == "crowd.json"
    assert known["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (known["UB_L"], known["UB_P"]) == (found.locked, found.placed)
    assert found.quality <= known["UB_Q"] <= 1.02 * found.quality
    assert known["best"]["Q"] <= known["UB_Q"]
