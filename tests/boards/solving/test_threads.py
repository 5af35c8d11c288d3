"""Two threads for the bound: what is done, what is missing, and who asks to stop."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from boards.solving.threads import Threads


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr("boards.solving.threads.PATIENCE", 0.001)


@pytest.fixture
def pool():
    with ThreadPoolExecutor(1) as found:
        yield found


def test_all_that_is_missing_is_done_and_nothing_twice(pool):
    done = []
    jobs = [lambda n=n: done.append(n) or n * n for n in range(4)]
    results = [None, "known", None, None]

    assert Threads(pool, lambda: False).do(jobs, results)
    assert sorted(done) == [0, 2, 3]
    assert results == [0, "known", 4, 9]


def test_nothing_to_do_is_done(pool):
    assert Threads(pool, lambda: True).do([], [])
    assert Threads(pool, lambda: True).do([lambda: 1 / 0], ["known"])


def test_what_has_not_begun_when_it_is_stopped_is_missing_still(pool):
    begun, go_on = threading.Event(), threading.Event()
    asked = []

    def first():
        begun.set()
        assert go_on.wait(10)
        return "first"

    def stop():
        # The first goes on when the others have been taken back.
        if asked:
            go_on.set()
        asked.append(threading.get_ident())
        return begun.wait(10)

    threads, results = Threads(pool, stop), [None, None, None]
    never = [lambda: pytest.fail("it had not begun")] * 2

    assert not threads.do([first, *never], results)
    assert results == ["first", None, None]
    assert threads.is_halted()
    assert set(asked) == {threading.get_ident()}

    # Taken up again: only what is missing.
    later = Threads(pool, lambda: False)
    assert later.do([first, lambda: 2, lambda: 3], results)
    assert results == ["first", 2, 3]
    assert not later.is_halted()


def test_a_stop_that_comes_while_the_last_is_done_leaves_nothing_missing(pool):
    begun = threading.Event()
    results = [None]

    def job():
        begun.set()
        while not threads.is_halted():
            pass
        return "done"

    threads = Threads(pool, lambda: begun.wait(10))

    assert threads.do([job], results)
    assert results == ["done"]
    assert threads.is_halted()


def test_a_job_that_fails_is_not_hidden(pool):
    def fail():
        raise MemoryError

    with pytest.raises(MemoryError):
        Threads(pool, lambda: False).do([fail], [None])
