"""The search round by round: when it ends, and when the compiled code takes over."""

import pytest

from boards.solving import search as searching

from .test_search_steps import search_over


@pytest.fixture
def engines(monkeypatch):
    """What is at hand each time one asks for the compiled code; how it was asked."""
    coming, asked = [], []

    def engine(*, wait=False):
        asked.append(wait)
        return coming.pop(0) if coming else None

    monkeypatch.setattr(searching, "engine", engine)
    return coming, asked


class Rounds:
    """In place of the rounds of the compiled search."""

    def __init__(self, search, done):
        self.search, self.done = search, done

    def round(self, *, fixed):
        self.done.append(("compiled", self.search.round, fixed))
        yield self.search.round


@pytest.fixture
def work_on(monkeypatch):
    """A search in which nothing is improved, and what it does instead."""

    def over(*sizes, **about):
        search, done = search_over(*sizes, **about), []

        def plain():
            done.append(("plain", search.round))
            yield search.round

        monkeypatch.setattr(search, "_plain_round", plain)
        monkeypatch.setattr(
            search, "_compiled_rounds", lambda compiled: Rounds(search, done)
        )
        monkeypatch.setattr(
            search, "sharpen", lambda steps: done.append(("bound", steps))
        )
        return search, done

    return over


def test_it_works_for_as_many_rounds_as_it_is_told(engines, work_on):
    search, done = work_on(16)

    assert list(search.work(3)) == [0, 0, 1, 2, 3]
    assert done == [("plain", 1), ("plain", 2), ("plain", 3)]


def test_without_a_number_it_works_until_it_is_stopped(engines, work_on):
    search, done = work_on(16, should_stop=lambda: len(done) == 2)

    list(search.work(None))

    assert done == [("plain", 1), ("plain", 2)]


def test_no_round_is_made_where_nothing_better_exists(engines, work_on):
    search, done = work_on(9)

    assert list(search.work(None)) == [0, 0, 1]
    assert done == []
    assert search.optimal
    assert list(work_on()[0].work(None)) == [0, 0]


def test_the_compiled_code_takes_over_when_it_is_there(engines, work_on):
    coming, asked = engines
    coming += [None, "at hand"]
    search, done = work_on(16, should_stop=lambda: len(done) >= 5)

    list(search.work(None))

    compiled = [("compiled", 2, False), ("bound", None)]
    later = [("compiled", 3, False), ("bound", None)]
    assert done == [("plain", 1), *compiled, *later]
    # Whoever has it does not ask again.
    assert asked == [False, False]


def test_where_rounds_are_counted_it_is_waited_for(engines, work_on):
    coming, asked = engines
    coming += ["at hand"]
    search, done = work_on(16)

    list(search.work(1))

    assert done == [("compiled", 1, True), ("bound", searching.BOUND_STEPS)]
    assert asked == [True]
