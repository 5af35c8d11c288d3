"""Tests that go everywhere: some of the way in `make test`, all of it in `make walks`.

Of a test in many variants that needs the database four stay, in a browser two; the
marker `sample` says another number (tests/conftest.py). Of a file in LONG one stays: it
drives processes or a browser, or tries so many ways that it takes minutes.
"""

import pytest

LONG = (
    "tests/boards/sheets/test_carrying_out.py",
    "tests/boards/solving/test_bound.py",
    "tests/boards/test_board_sequences.py",
    "tests/browser/",
    "tests/calendars/test_converging.py",
    "tests/crossmentor/backups/",
    "tests/crossmentor/embedded/",
    "tests/crossmentor/running/test_run.py",
    "tests/crossmentor/test_every_page_costs.py",
    "tests/spaces/test_every_page.py",
)


def thinned(every):
    """Give a test `every`: it takes `ways[::every]`, of so many one, or every one."""
    some = pytest.param(every, id="some")
    all_of_them = pytest.param(1, id="all", marks=pytest.mark.walk)
    return pytest.mark.parametrize("every", [some, all_of_them])


def walks_of(ways, some):
    """All but so many, spread evenly from the first on, which stay."""
    stay = {number * len(ways) // some for number in range(some)}
    return [one for number, one in enumerate(ways) if number not in stay]
