"""Who serves no pages says that it is able to work, and falls silent when it is not."""

import os
import subprocess
import sys
import time
from functools import partial
from types import SimpleNamespace

import pytest
from celery.worker import state
from django.conf import settings
from django.db import connections

from crossmentor.celery import app
from crossmentor.health import beats, probe
from crossmentor.models import Beat
from crossmentor.running import processes

KINDS = ["worker", "composer", "beat"]


@pytest.fixture(autouse=True)
def own_files(monkeypatch, tmp_path):
    monkeypatch.setattr(probe, "file_of", lambda name: tmp_path / "beats" / name)
    return tmp_path


@pytest.fixture
def worker(transactional_db, as_worker):
    """What follows runs in the role of the worker."""
    as_worker()


@pytest.fixture
def patient(monkeypatch):
    """The broker may take its time."""
    monkeypatch.setattr(beats, "broker_answers", partial(beats.broker_answers, 30))


@pytest.fixture
def consumer():
    return SimpleNamespace(hostname="celery@here", app=app)


def probed(kind, var) -> int:
    command = [sys.executable, *processes.PROBE[1:], kind]
    environment = os.environ | {"CROSSMENTOR_VAR": str(var), "PORT": "9"}
    return subprocess.run(
        command, cwd=settings.ROOT, env=environment, check=False
    ).returncode


def named(kind) -> str:
    return f"{probe.NAMES[kind]}@{probe.socket.gethostname()}"


@pytest.mark.usefixtures("worker")
def test_a_beat_is_a_row_and_a_file():
    beats.beat("celery@here")
    beats.beat("celery@here")

    assert list(Beat.objects.values_list("name", flat=True)) == ["celery@here"]
    assert probe.file_of("celery@here").exists()


@pytest.mark.usefixtures("worker")
def test_no_connection_is_left_to_the_processes_of_a_worker():
    beats.beat("celery@here")

    assert connections["default"].connection is None


@pytest.mark.usefixtures("worker")
def test_a_machine_that_is_gone_is_forgotten():
    Beat.objects.create(name="celery@gone")
    Beat.objects.update(at="2026-01-01T00:00Z")

    beats.beat("celery@here")

    assert list(Beat.objects.values_list("name", flat=True)) == ["celery@here"]


@pytest.mark.usefixtures("worker")
def test_without_the_database_nobody_beats(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setitem(connections["default"].settings_dict, "NAME", "nowhere")
        patch.setattr("crossmentor.embedded.schema._known", {"nowhere"})
        beats.beat("celery@here")

    assert not probe.file_of("celery@here").exists()


@pytest.mark.usefixtures("worker", "patient")
def test_a_worker_without_a_broker_is_silent(consumer, monkeypatch):
    pulse = beats.Pulse(consumer)
    monkeypatch.setattr(settings, "REDIS_URL", "redis://127.0.0.1:9/0")
    pulse.beat(consumer)
    assert not Beat.objects.exists()

    monkeypatch.setattr(settings, "REDIS_URL", "")
    pulse.beat(consumer)
    assert Beat.objects.count() == 1


@pytest.mark.usefixtures("worker", "patient")
@pytest.mark.parametrize(("seconds", "beaten"), [(599, 1), (700, 0)])
def test_a_worker_with_a_task_that_does_not_end_is_silent(
    seconds, beaten, consumer, monkeypatch
):
    request = SimpleNamespace(time_start=time.time() - seconds)
    monkeypatch.setattr(state, "active_requests", [request])

    beats.Pulse(consumer).beat(consumer)

    assert Beat.objects.count() == beaten


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("away", [False, True])
def test_the_clock_is_silent_without_a_broker(away, monkeypatch, tmp_path):
    clock = beats.Scheduler(
        app=app, schedule_filename=str(tmp_path / "beat"), lazy=True
    )
    clock.setup_schedule()

    def send(*args, **kwargs):
        if away:
            raise ConnectionRefusedError

    # The edge of the network.
    monkeypatch.setattr("celery.beat.Scheduler.apply_async", send)
    monkeypatch.setattr(beats.Scheduler, "producer", None)
    for entry in clock.schedule.values():
        entry.last_run_at = entry.default_now().replace(year=2020)
    assert clock.tick() <= beats.SECONDS
    clock.close()

    assert Beat.objects.count() == (0 if away else 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_probe_looks_at_the_age_of_the_beat(kind, own_files):
    assert probed(kind, own_files) == 1

    file = probe.file_of(named(kind))
    file.parent.mkdir()
    file.touch()
    assert probed(kind, own_files) == 0

    long_ago = time.time() - probe.STALE - 1
    os.utime(file, (long_ago, long_ago))
    assert probed(kind, own_files) == 1


def test_a_probe_of_pages_that_are_away_says_so(own_files):
    assert probed("web", own_files) == 1


def test_a_probe_loads_nothing_of_the_application():
    command = [sys.executable, "-X", "importtime", *processes.PROBE[1:], "worker"]
    done = subprocess.run(
        command, cwd=settings.ROOT, check=False, capture_output=True, text=True
    )

    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "pathlib" in loaded
    assert not loaded & {"django", "celery", "redis", "psycopg", "crossmentor"}
