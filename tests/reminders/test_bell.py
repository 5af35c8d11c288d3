"""Nobody waits for a broker that is away, and nothing fails for want of one."""

import pytest
from django.db import transaction

from crossmentor.celery import app
from reminders import bell


def test_a_worker_finds_the_task_by_name(rung):
    assert bell.ring("sessions.plan_series", 7) is True
    assert rung() == [("sessions.plan_series", 7)]


def test_a_task_that_this_process_does_not_know_is_sent_all_the_same(rung):
    assert "elsewhere.do" not in app.tasks
    assert bell.ring("elsewhere.do", 7) is True
    assert rung() == [("elsewhere.do", 7)]


def test_without_a_broker_nothing_fails(away, caplog):
    assert bell.ring("reminders.deliver") is False
    assert "No broker (OperationalError)" in caplog.text


def test_a_broker_that_does_not_start_is_one_that_is_away(away, monkeypatch, caplog):
    def refuse():
        raise RuntimeError("no room")

    monkeypatch.setattr("django.conf.settings.REDIS_URL", "")
    monkeypatch.setattr("crossmentor.embedded.redis.ensure", refuse)

    assert bell.ring("reminders.deliver") is False
    assert "No broker (RuntimeError)" in caplog.text


def test_the_next_ones_do_not_look_for_it_at_once(away, monkeypatch, caplog):
    bell.ring("reminders.deliver")
    bell.ring("reminders.deliver")
    assert caplog.text.count("No broker") == 1

    monkeypatch.setattr(bell, "_quiet_until", 0.0)
    bell.ring("reminders.deliver")
    assert caplog.text.count("No broker") == 2


@pytest.mark.django_db(transaction=True)
def test_it_rings_once_for_a_transaction_and_its_arguments(rung):
    with transaction.atomic():
        for number in (7, 8, 7):
            bell.ring_on_commit("boards.propose", number)
        assert rung() == []

    assert rung() == [("boards.propose", 7), ("boards.propose", 8)]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_rings_nobody(rung):
    with transaction.atomic():
        bell.ring_on_commit("boards.propose", 7)
        transaction.set_rollback(True)

    assert rung() == []
