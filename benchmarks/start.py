"""From a bare clone to the first page, to the example organisation, and once more.

`python benchmarks/start.py`; `--cold` with nothing in pip's cache. Needs `git` and `make`.
Beside each figure the seconds of processor that it took: on a machine that does other
things as well these stay what they are.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
FIRST, SECOND, BEFORE = 90, 6, 128
READY = "Ctrl-C stops everything."
PATIENCE = 1800
OURS = ("DATABASE_URL", "REDIS_URL", "CROSSMENTOR_", "DJANGO_", "MAKE")


class Start:
    """One `make run` in `clone`, with a folder and a port of its own."""

    def __init__(self, clone: Path, var: Path, cache: Path | None):
        self.var = var
        self.port = free_port()
        self.said = var.with_suffix(".log")
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(OURS)
        }
        environment |= {"CROSSMENTOR_VAR": str(var), "PORT": str(self.port)}
        if cache:
            environment |= {"PIP_CACHE_DIR": str(cache)}
        self.began = time.perf_counter()
        with self.said.open("w") as log:
            self.process = psutil.Popen(
                ["make", "run"],
                cwd=clone,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def until(self, is_so) -> tuple[float, float]:
        """Seconds from the start until `is_so`, and of processor by then."""
        while not is_so():
            if self.process.poll() is not None or self.seconds() > PATIENCE:
                raise SystemExit(self.said.read_text())
            time.sleep(0.05)
        return self.seconds(), self.spent()

    def seconds(self) -> float:
        return time.perf_counter() - self.began

    def answers(self) -> bool:
        try:
            address = f"http://127.0.0.1:{self.port}/"
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def is_whole(self) -> bool:
        return READY in self.said.read_text()

    def spent(self) -> float:
        """Of all that it started, servers that are nobody's child included."""
        spent = 0
        for process in self.processes():
            with suppress(psutil.Error):
                spent += sum(process.cpu_times()[:4])
        return spent

    def processes(self) -> set:
        processes = set()
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if self.is_ours(process):
                    processes |= {process, *process.children(recursive=True)}
        return processes

    def is_ours(self, process) -> bool:
        if process.pid == self.process.pid or str(self.var) in " ".join(
            process.cmdline()
        ):
            return True
        return process.environ().get("CROSSMENTOR_VAR") == str(self.var)

    def stop(self):
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(120)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def show(what: str, figures: tuple[float, float], beside: str = ""):
    seconds, spent = figures
    print(f"{seconds:7.1f} s  {spent:7.1f} s of processor  {what}{beside}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--cold", action="store_true", help="with an empty cache of pip"
    )
    cold = parser.parse_args().cold
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # The user of an embedded PostgreSQL passes, where we are root.
        Path(folder).chmod(0o755)
        clone, var = Path(folder, "clone"), Path(folder, "var")
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)  # noqa: S603, S607
        start = Start(clone, var, Path(folder, "cache") if cold else None)
        try:
            bounds = f" (bound {FIRST} s with the cache filled, before {BEFORE} s)"
            show("until the first page", start.until(start.answers), bounds)
            show("until the example organisation is there", start.until(start.is_whole))
        finally:
            start.stop()
        start = Start(clone, var, None)
        try:
            figures = start.until(start.answers)
            show(
                "a second start, until the first page", figures, f" (bound {SECOND} s)"
            )
        finally:
            start.stop()


if __name__ == "__main__":
    sys.exit(main())
