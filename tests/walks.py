"""Tests that go everywhere: some of the way in `make test`, all of it in `make walks`.

Where the ways are variants of a test, the marker `sample` says how many of them stay.
"""

import pytest


def thinned(every):
    """Give a test `every`: it takes `ways[::every]`, of so many one, or every one."""
    some = pytest.param(every, id="some")
    all_of_them = pytest.param(1, id="all", marks=pytest.mark.walk)
    return pytest.mark.parametrize("every", [some, all_of_them])


def walks_of(variants, some):
    """All variants but `some`, spread evenly from the first on, which stay."""
    stay = {number * len(variants) // some for number in range(some)}
    return [one for number, one in enumerate(variants) if number not in stay]
