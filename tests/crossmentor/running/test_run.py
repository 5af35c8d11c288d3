"""`manage.py run` starts everything, keeps it going, and leaves nothing behind."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from django.conf import settings

from crossmentor.management.commands.run import Command
from crossmentor.running import processes
from crossmentor.running.supervisor import Supervisor, free_port
from tests.folders import passable

KINDS = ("web", "worker", "composer", "beat")
READY = "Ctrl-C stops everything."
# Two processes that share the tests do not look in one place for a port that is free.
FIRST_PORT = 8500 if os.environ.get("PYTEST_XDIST_WORKER") == "gw1" else 8400


def until(look, suits):
    """What is seen, as soon as it suits, or after a minute."""
    deadline = time.monotonic() + 60
    while not suits(found := look()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


class Run:
    def __init__(self, var):
        self.var = str(var)
        self.port = free_port(FIRST_PORT)
        self.environment = {
            "PATH": os.defpath,
            "HOME": str(var.parent),
            "CROSSMENTOR_VAR": self.var,
            "CROSSMENTOR_EMBEDDED_FAST": "1",
            "PORT": str(self.port),
        }
        self.process = None
        self.said = []

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run", "--empty"],
            cwd=settings.ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for line in self.process.stdout:
            self.said.append(line)
            if READY in line:
                return self
        raise AssertionError("".join(self.said))

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            return answer.read().decode()

    def probe(self, which):
        command = [sys.executable, *processes.PROBE[1:], which]
        return subprocess.run(
            command, cwd=settings.ROOT, env=self.environment, check=False
        ).returncode

    def probed(self):
        """What the probes say, as soon as none of them complains."""
        return until(
            lambda: {kind: self.probe(kind) for kind in KINDS},
            lambda found: not any(found.values()),
        )

    def number_of_children(self):
        """Of those that stay, once there are five: one that ended is not made anew yet."""
        return until(lambda: len(self.children()), lambda number: number == 5)

    def children(self):
        """Those that stay, and their words: the search may be compiled for a while."""
        found = {}
        for child in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):
                found[child] = tuple(child.cmdline()[1:])
        search = processes.COMPILE_SEARCH[1:]
        return {child: words for child, words in found.items() if words != search}

    def child(self, command):
        """The one that runs just this command."""
        words = command[1:]
        (found,) = [
            child
            for child, said in self.children().items()
            if said[-len(words) :] == words
        ]
        return found

    def remains(self):
        found = []
        for process in psutil.process_iter(["cmdline"]):
            try:
                environment = process.environ()
            except (psutil.AccessDenied, psutil.NoSuchProcess):
                environment = {}
            words = " ".join(process.info["cmdline"] or [])
            if environment.get("CROSSMENTOR_VAR") == self.var or self.var in words:
                found.append(words)
        return found

    def left_behind(self):
        return until(self.remains, lambda remains: not remains)


@pytest.fixture(scope="module")
def folder():
    """With a database that the first to start makes: a quarter of a minute once."""
    with passable() as folder:
        yield folder


@pytest.fixture
def run(folder):
    run = Run(folder / "var")
    yield run
    if run.process:
        if run.process.poll() is None:
            run.process.terminate()
        run.process.communicate()


def test_everything_runs_is_restarted_and_ends(run):
    run.start()

    assert f"http://localhost:{run.port}/" in "".join(run.said)
    assert json.loads(run.get("/health/")) == {"status": "ready"}
    assert "<h1>Mail</h1>" in run.get("/mail/")
    assert run.probed() == {"web": 0, "worker": 0, "composer": 0, "beat": 0}

    time.sleep(5)
    assert run.number_of_children() == 5
    worker = run.child(processes.WORKER)
    assert run.child(processes.COMPOSER)
    worker.send_signal(signal.SIGKILL)
    for line in run.process.stdout:
        if "starting it again" in line:
            break
    assert run.number_of_children() == 5
    logs = Path(run.var, "log")
    # One that is only starting may not end in the time that it is given.
    assert until(lambda: times_ready(logs), lambda times: times > 1) == 2

    # The screen stays calm; all that was said is kept.
    assert "INFO" not in "".join(run.said)
    assert f"{logs}\n" in "".join(run.said)
    assert "Listening at" in (logs / "web.log").read_text()

    run.process.send_signal(signal.SIGINT)
    said, _ = run.process.communicate(timeout=60)
    assert said == "Stopping.\nStopped.\n"
    assert run.process.returncode == 0
    assert run.left_behind() == []


def times_ready(logs):
    return (logs / "worker.log").read_text().count("ready.")


def test_killed_it_leaves_nothing_and_starts_again(run):
    run.start()
    run.process.kill()
    run.process.communicate()
    assert run.left_behind() == []

    run.start()
    run.process.terminate()
    run.process.communicate(timeout=60)
    assert run.left_behind() == []


def test_a_taken_port_is_told(run):
    with socket.create_server(("127.0.0.1", run.port)):
        with pytest.raises(AssertionError, match=f"Port {run.port} is taken") as told:
            run.start()

    assert f"PORT={free_port(run.port + 1)} make run" in str(told.value)
    assert run.left_behind() == []


def test_a_port_that_is_found_free_is_taken_at_once(monkeypatch):
    monkeypatch.delenv("EMAIL_PORT", raising=False)
    command, started = Command(), []
    command.environment = {}

    command.start_pages(
        SimpleNamespace(start=lambda name, words: started.append((name, words[-1])))
    )

    assert started[0] == ("mail", command.environment["EMAIL_PORT"])
    assert [name for name, _last in started] == ["mail", "web"]


@pytest.mark.parametrize("word", ["eight", "0", "65536"])
def test_a_port_that_is_none_is_told(run, word):
    run.environment["PORT"] = word
    with pytest.raises(AssertionError, match=f"PORT={word} is no port"):
        run.start()


def test_what_goes_wrong_is_shown_and_all_is_kept(tmp_path):
    out = io.StringIO()
    lines = [
        "2026-03-03 16:00:00,000 INFO reminders.delivery Mail 1: sent",
        "[2026-03-03 16:00:00 +0100] [7] [INFO] Booting worker",
        "[2026-03-03 16:00:01 +0100] [7] [ERROR] Exception in INFO",
        "Traceback (most recent call last):",
        "2026-03-03 16:00:02,000 INFO celery Task received",
        "and more of it",
        "2026-03-03 16:00:03,000 WARNING reminders.delivery Mail 2: refused",
    ]
    supervisor = Supervisor(tmp_path, os.environ, tmp_path / "log", out)
    supervisor.start("one", ("printf", "\n".join(lines)))
    supervisor.processes[0].popen.wait()
    supervisor.stop()

    assert (tmp_path / "log" / "one.log").read_text().splitlines() == lines
    shown = [f"     one | {lines[number]}" for number in (2, 3, 6)]
    assert out.getvalue().splitlines() == shown
