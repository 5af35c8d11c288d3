"""Prices tried on the blocks of a span: which, what is kept, and taken up again."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

pytest.importorskip("numba")

from boards.solving.bound import BlockBound, _Threads
from boards.solving.pricing import NONE

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
        bound._price(span, _Threads(pool, lambda: False))

    (one,) = span.standings
    assert (one.value, one.reached, one.hope) == (*kept, -np.inf)


def test_what_one_mentor_cannot_do_the_block_cannot(monkeypatch):
    bound = bound_over(9)
    (part,) = bound.parts
    part.chunks = [np.array([0]), np.array([1])]
    monkeypatch.setattr(part, "price", lambda at, *_about: NONE if at[0] else 5)

    with ThreadPoolExecutor(1) as pool:
        bound._price(bound.spans[0], _Threads(pool, lambda: False))

    assert bound.spans[0].worth == bound.value == NONE
