"""Keeps the processes of `manage.py run` going, and ends them together."""

import contextlib
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path

from crossmentor.running import child

# Seconds in which a process may end in peace: at home nobody waits for longer.
PATIENCE = 10
LOG_BYTES = 5_000_000
# A line of a log, ours or the web server's: the level stands after the time.
LEVEL = re.compile(r"\[?\d{4}-\d\d-\d\d.*?\b(DEBUG|INFO|WARNING|ERROR|CRITICAL)\b")
QUIET = ("DEBUG", "INFO")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(first: int) -> int:
    """Return the first port from `first` on that nobody listens to."""
    return next(port for port in range(first, 65536) if is_free(port))


class Failed(Exception):
    """A process ended soon after its start: starting it again would not help."""


@dataclass
class Process:
    name: str
    command: tuple[str, ...]
    without: frozenset[str] = frozenset()
    once: bool = False
    popen: subprocess.Popen | None = None
    relay: threading.Thread | None = None
    started_at: float = field(default=0)


class Supervisor:
    """Starts commands, shows what goes wrong, restarts what falls over.

    All that they say is kept in `logs`, a file for each.
    """

    def __init__(
        self,
        folder: Path,
        environment: dict[str, str],
        logs: Path,
        out,
        undisturbed=contextlib.nullcontext,
    ):
        """`undisturbed` is a context in which no signal interrupts us."""
        self.folder = folder
        self.environment = environment
        self.logs = logs
        logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.out = out
        self.undisturbed = undisturbed
        self.processes: list[Process] = []

    def start(
        self,
        name: str,
        command: tuple[str, ...],
        without: frozenset = frozenset(),
        once: bool = False,
    ) -> Process:
        """Start it with our environment, but for the variables `without`.

        It goes on for as long as we do, or is something to be done `once`.
        """
        process = Process(name, command, without, once)
        with self.undisturbed():
            self.processes.append(process)
            self._spawn(process)
        return process

    def ended(self, process: Process) -> int | None:
        """With which code; None as long as it goes on."""
        with self.undisturbed():
            return process.popen.poll()

    def _spawn(self, process: Process) -> None:
        process.started_at = time.monotonic()
        process.popen = subprocess.Popen(  # noqa: S603
            [sys.executable, child.__file__, str(os.getpid()), *process.command],
            cwd=self.folder,
            env={
                name: value
                for name, value in self.environment.items()
                if name not in process.without
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            # Ctrl-C reaches us alone: we end them in order.
            start_new_session=True,
        )
        process.relay = threading.Thread(
            target=self._relay, args=[process.name, process.popen.stdout], daemon=True
        )
        process.relay.start()

    def _relay(self, name: str, output) -> None:
        log = RotatingFileHandler(
            self.logs / f"{name}.log", maxBytes=LOG_BYTES, backupCount=1
        )
        quiet = False
        with output, contextlib.closing(log):
            for line in map(str.rstrip, output):
                log.handle(logging.makeLogRecord({"msg": line}))
                # A line without a level, of a traceback say, goes with the one before.
                if level := LEVEL.match(line):
                    quiet = level[1] in QUIET
                if not quiet:
                    self.say(name, line)

    def say(self, name: str, line: str) -> None:
        self.out.write(f"{name:>8} | {line}\n")
        self.out.flush()

    def look_after(self) -> None:
        """Start again what ended; raise Failed when it had hardly lived."""
        for process in self.processes:
            code = self.ended(process)
            if code is None or process.once:
                continue
            if time.monotonic() - process.started_at < 5:
                raise Failed(f"{process.name} ended at once, with code {code}.")
            self.say(process.name, f"ended with code {code}: starting it again")
            with self.undisturbed():
                self._end_group(process)
                self._spawn(process)

    def stop(self) -> None:
        """End all of them: in peace first, by force after a while."""
        for process in self.processes:
            if process.popen.poll() is None:
                process.popen.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in self.processes:
            try:
                process.popen.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(process.name, "does not end: killed")
            self._end_group(process)

    def _end_group(self, process: Process) -> None:
        """End what a process left behind of its own children, and itself."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.popen.pid, signal.SIGKILL)
        process.popen.wait()
        process.relay.join(PATIENCE)
