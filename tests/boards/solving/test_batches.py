"""Prices tried on the blocks of a span: which, what is kept, and taken up again."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.solving.anneal import LOWEST
from boards.solving.open_block import BlockBound
from boards.solving.priced import NONE
from boards.solving.threads import Threads

from .test_spans import bound_over, standing

pytestmark = pytest.mark.usefixtures("compiled_code")


def test_only_blocks_with_much_to_gain_are_priced():
    bound = bound_over(9, 8, 8)
    (span,) = bound.spans
    span.standings = [standing(1_000, 0), standing(1_000, 901), standing(1_000, 900)]

    batch = bound._batch(span)

    assert batch.numbers == [0, 2]
    assert len(batch.jobs) == len(batch.results) == 2
    assert batch.results == [None, None]


def test_a_batch_that_was_left_is_taken_up_where_it_was(monkeypatch):
    bound = bound_over(9, 8)
    (span,) = bound.spans
    done, stop = [], []
    for number, part in enumerate(bound.parts):
        part.chunks = [np.array([0]), np.array([1])]
        monkeypatch.setattr(
            part, "price", lambda mentors, *_about, n=number: done.append(n) or 100
        )

    class Halting:
        """Threads that are stopped after three jobs."""

        def do(self, jobs, results):
            for at, job in enumerate(jobs):
                if results[at] is None and len(done) < 3 + len(stop):
                    results[at] = job()
            return None not in results

    bound._price(span, Halting())
    assert done == [0, 0, 1]
    assert [one.value for one in span.standings] == [None, None]
    stop += [1] * 9
    bound.scouting = set()
    bound._improve(Halting())
    assert done == [0, 0, 1, 1]
    assert bound.batch is None
    for part, one in zip(bound.parts, span.standings, strict=True):
        assert one.value == one.reached == part.paid(one.trial) + 200


@pytest.mark.parametrize(
    ("old", "value", "kept"),
    [((None, None), 300, (300, 300)), ((250, 400), 300, (250, 300)),
     ((500, 400), 300, (300, 300)), ((250, 280), 300, (250, 280))],
)  # fmt: skip
def test_the_lowest_that_is_proven_is_kept(monkeypatch, old, value, kept):
    bound = bound_over(9)
    (span,) = bound.spans
    (part,) = bound.parts
    span.standings = [BlockBound(old[0], np.ones(9), 1.0, reached=old[1])]
    part.chunks = [np.array([0, 1])]
    monkeypatch.setattr(part, "price", lambda *_about: value - 9)

    with ThreadPoolExecutor(1) as pool:
        bound._price(span, Threads(pool, lambda: False))

    (one,) = span.standings
    assert (one.value, one.reached, one.hope) == (*kept, -np.inf)


def test_what_one_mentor_cannot_do_the_block_cannot(monkeypatch):
    bound = bound_over(9)
    (part,) = bound.parts
    part.chunks = [np.array([0]), np.array([1])]
    monkeypatch.setattr(part, "price", lambda at, *_about: NONE if at[0] else 5)

    with ThreadPoolExecutor(1) as pool:
        bound._price(bound.spans[0], Threads(pool, lambda: False))

    assert bound.spans[0].worth == bound.value == NONE


class OneByOne:
    """One after the other, as many as are let through."""

    def __init__(self, most=99):
        self.most = most

    def is_halted(self):
        return False

    def do(self, jobs, results):
        for at, job in enumerate(jobs[: self.most]):
            results[at] = job()
        return len(jobs) <= self.most


def recorded(monkeypatch, bound, name):
    """Instead of doing it each block notes that it was asked, and for what."""
    asked = []
    for number, part in enumerate(bound.parts):

        def do(*about, number=number):
            asked.append((number, *about[1:]))
            return standing(100 + number, 50)

        monkeypatch.setattr(part, name, do)
    return asked


def test_blocks_are_scouted_once_the_largest_first(monkeypatch):
    bound = bound_over(8, 9, 8)
    asked = recorded(monkeypatch, bound, "scout")

    bound._improve(OneByOne(most=1))
    assert [number for number, _ in asked] == [1]
    assert bound.scouting == {0, 2}
    bound._improve(OneByOne())
    assert sorted(number for number, _ in asked[1:]) == [0, 2]
    assert bound.scouting == set()
    (span,) = bound.spans
    assert [one.value for one in span.standings] == [100, 101, 102]


def test_a_look_is_taken_at_blocks_that_have_a_value_and_were_not_looked_at(
    monkeypatch,
):
    bound = bound_over(9, 8, 8)
    (span,) = bound.spans
    span.standings = [standing(7), standing(None), standing(7, 5)]
    asked = recorded(monkeypatch, bound, "look")

    assert bound._look(span, OneByOne())

    best = bound.fronts[0].pick(LOWEST)[0].value
    assert asked == [(0, LOWEST, best)]
    assert [one.value for one in span.standings] == [100, None, 7]


def test_a_look_that_is_stopped_leaves_the_others_for_later(monkeypatch):
    bound = bound_over(9, 8)
    (span,) = bound.spans
    span.standings = [standing(7), standing(8)]
    asked = recorded(monkeypatch, bound, "look")

    assert not bound._look(span, OneByOne(most=1))
    assert [one.value for one in span.standings] == [100, 8]
    assert bound._look(span, OneByOne())
    assert [number for number, *_ in asked] == [0, 1]


def test_small_blocks_are_settled_once(monkeypatch):
    bound = bound_over(9, 8, 8)
    bound.parts[1].places = np.array([0, 7])
    (span,) = bound.spans
    span.standings = [standing(7), standing(8), standing(9, settled=True)]
    asked = recorded(monkeypatch, bound, "settle")

    assert bound._settle(span, OneByOne())

    best = bound.fronts[0].pick(LOWEST)[0].value
    assert asked == [(0, LOWEST, best)]
    span.standings[0] = standing(7, settled=True)
    assert not bound._settle(span, OneByOne())
