"""How much of its time the search gives to the bound."""

from types import SimpleNamespace

import pytest

from boards.solving import search as searching

from .test_search_steps import search_over


@pytest.fixture(autouse=True)
def uncompiled(monkeypatch):
    monkeypatch.setattr(searching, "engine", lambda **_about: None)


@pytest.mark.parametrize(
    ("granted", "can"), [(0.0, False), (0.00003, False), (0.00004, True)]
)
def test_a_bound_is_promised_where_the_seconds_suffice(granted, can):
    # Nine mentees and two mentors are eighteen pairs.
    search = search_over(9)
    search.granted = granted

    assert search.can_bound is can


def test_seconds_are_kept_for_the_bound_until_it_is_done():
    search = search_over(9)
    search.granted, search.spent = 2.0, 0.5
    assert search.reserve == 0

    search.compiled = object()
    assert search.reserve == 1.5
    search.bounding = SimpleNamespace(over=True)
    assert search.reserve == 0
    search.bounding.over = False
    search.spent = 9.0
    assert search.reserve == 0
    search.spent, search.cut = 0.5, True
    assert search.reserve == 0


class CountedBound:
    """In place of the bound: how often it is asked, and whether it is to stop."""

    holds, value = True, 10**12

    def __init__(self):
        self.asked = []

    def work(self, quality, should_stop, steps):
        self.asked.append((quality, should_stop(), steps))


def sharpening(**about):
    search = search_over(9, **about)
    list(search._first())
    search.compiled, search.bounding = object(), CountedBound()
    search.granted = 10.0
    return search, search.bounding.asked


def test_the_bound_takes_an_advance_and_then_what_it_has_earned(monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr(searching, "monotonic", lambda: now[0])
    search, asked = sharpening(remaining=lambda: 1_100.0 - now[0])
    search.began = 1_000.0
    quality = search.choice.score.quality

    for passed, spent in ((0, 2.9), (0, 3.1), (50, 4.9), (50, 5.1)):
        now[0], search.spent = 1_000.0 + passed, spent
        search.sharpen()

    # Three seconds in advance; five when half of the time has passed.
    stops = [False, True, False, True]
    assert asked == [(quality, stop, None) for stop in stops]


def test_what_the_bound_took_is_spent(monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr(searching, "monotonic", lambda: now[0])
    search, _ = sharpening()
    search.spent = 0.5

    def work(*_about):
        now[0] += 2.0

    search.bounding.work = work
    search.sharpen(steps=1)
    search.sharpen(lambda: False)

    assert search.spent == 4.5


def test_the_bound_stops_when_the_search_does():
    search, asked = sharpening(should_stop=lambda: True)

    search.sharpen()
    search.sharpen(steps=3)
    search.sharpen(lambda: False)

    assert [(stop, steps) for _, stop, steps in asked] == [
        (True, None),
        (True, 3),
        (False, None),
    ]


@pytest.mark.parametrize("lacks", ["compiled", "whole", "placed", "time"])
def test_there_are_times_when_no_bound_is_looked_for(lacks):
    search, asked = sharpening()
    if lacks == "compiled":
        search.compiled = None
    elif lacks == "whole":
        search.cut = True
    elif lacks == "placed":
        search.choice = search_over(9).choice
    else:
        search.granted = 0.0

    search.sharpen()

    assert asked == []
