"""Nobody waits for a broker that is away, and nothing fails for want of one."""

import pytest
from kombu.exceptions import OperationalError

from reminders import bell


class Task:
    """One whose message no broker takes, or one takes it."""

    def __init__(self, error=None):
        self.error = error
        self.asked = []

    def delay(self, *arguments):
        self.asked.append(arguments)
        if self.error:
            raise self.error


@pytest.fixture(autouse=True)
def _loud(monkeypatch):
    monkeypatch.setattr(bell, "_quiet_until", 0.0)


def test_a_worker_is_asked():
    task = Task()

    assert bell.call(task, 7) is True
    assert task.asked == [(7,)]


@pytest.mark.parametrize(
    "error", [OperationalError("away"), ConnectionRefusedError(), RuntimeError("none")]
)
def test_without_a_broker_nothing_fails(error, caplog):
    assert bell.call(Task(error), 7) is False
    assert type(error).__name__ in caplog.text


def test_the_next_ones_do_not_look_for_it_at_once(monkeypatch):
    task = Task(OperationalError("away"))
    bell.call(Task(OperationalError("away")))

    assert bell.call(task) is False
    assert task.asked == []

    monkeypatch.setattr(bell, "QUIET_SECONDS", 0)
    monkeypatch.setattr(bell, "_quiet_until", 0.0)
    assert bell.call(Task(OperationalError("away"))) is False
    assert bell.call(Task()) is True
