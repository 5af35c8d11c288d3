"""Who is told to stop leaves nothing half done."""

import io
import os
import signal
import time

import pytest

from crossmentor.running.stopping import Stop
from crossmentor.running.supervisor import Supervisor


@pytest.fixture
def stop():
    kept = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    stop = Stop()
    stop.listen()
    yield stop
    for number, handler in kept.items():
        signal.signal(number, handler)


def tell(number=signal.SIGTERM):
    os.kill(os.getpid(), number)
    # The handler runs between two instructions.
    time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_is_told_at_once(stop, number):
    with pytest.raises(KeyboardInterrupt):
        tell(number)


def test_what_is_half_done_is_done_first(stop):
    done = []

    with pytest.raises(KeyboardInterrupt):
        with stop.not_now():
            tell()
            done.append("looked after")

    assert done == ["looked after"]


def test_told_while_a_child_is_asked_how_it_is_everything_ends(stop, tmp_path):
    """A child's lock, held for good, was waited for without end."""
    supervisor = Supervisor(
        tmp_path,
        dict(os.environ),
        tmp_path / "log",
        io.StringIO(),
        stop.not_now,
    )
    process = supervisor.start("one", ("sleep", "60"))
    lock = process.popen._waitpid_lock

    class Told:
        """The lock, of somebody who is told to stop as they take it."""

        def acquire(self, *wait):
            taken = lock.acquire(*wait)
            tell()
            return taken

        def release(self):
            lock.release()

    process.popen._waitpid_lock = Told()
    with pytest.raises(KeyboardInterrupt):
        supervisor.look_after()
    process.popen._waitpid_lock = lock
    stop.ignore()

    assert not lock.locked()
    supervisor.stop()
    assert process.popen.returncode == -signal.SIGTERM
