"""What `make test` leaves out, `make walks` takes."""

import json
import subprocess
import sys
import tomllib

import pytest
from django.conf import settings

from tests.walks import LONG, ONLY_WALKS, thinned, walks_of


@pytest.mark.parametrize(
    ("some", "walking"),
    [
        (1, [1, 2, 3, 4, 5, 6]),
        (2, [1, 2, 4, 5, 6]),
        (3, [1, 3, 5, 6]),
        (7, []),
        (9, []),
    ],
)
def test_a_sample_is_spread_and_the_rest_walks(some, walking):
    assert walks_of([0, 1, 2, 3, 4, 5, 6], some) == walking


@pytest.mark.parametrize("name", [*LONG, *ONLY_WALKS])
def test_what_is_long_is_there(name):
    path, _, test = name.partition("::")

    assert (settings.ROOT / path).exists()
    assert not test or f"\ndef {test}" in (settings.ROOT / path).read_text()


@thinned(every=3)
def test_of_what_is_thinned_every_so_many_is_taken(every, request):
    walks = request.node.get_closest_marker("walk")

    assert [0, 1, 2, 3, 4][::every] == ([0, 1, 2, 3, 4] if walks else [0, 3])


def test_each_run_takes_what_the_other_leaves_and_both_run():
    project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text())
    options = project["tool"]["pytest"]["ini_options"]["addopts"]
    run = (settings.ROOT / ".ci/run").read_text().splitlines()

    assert "-m 'not slow and not bench and not walk'" in options
    assert "-m 'walk and not slow'" in (settings.ROOT / "Makefile").read_text()
    assert [one.split()[1] for one in run if one.startswith("make ")] == [
        "lint",
        "test",
        "walks",
    ]


@pytest.mark.parametrize("run", ["not walk", "walk"])
def test_what_failed_runs_again_whichever_run_it_failed_in(run, tmp_path):
    failed = "tests/crossmentor/embedded/test_embedded.py::test_many_at_once_start_one_server"
    cache = tmp_path / "v/cache"
    cache.mkdir(parents=True)
    (cache / "lastfailed").write_text(json.dumps({failed: True}))

    options = ["--last-failed", "-m", run, "-o", f"cache_dir={tmp_path}"]

    assert collected(*options, "tests/crossmentor/embedded") == [failed]


def test_a_run_need_not_know_what_failed():
    assert collected("-p", "no:cacheprovider", __file__)


def collected(*options):
    said = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--collect-only", *options],
        cwd=settings.ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [line for line in said.stdout.splitlines() if "::" in line]
