"""Tells a container's health check how its process is doing, by the exit code.

`python -I -S crossmentor/health/probe.py web`, `worker`, `composer` or `beat`: run as a
file, so that nothing of the application is loaded every half a minute. The three that
serve no pages touch a file while they are able to work (`crossmentor/health/beats.py`).
"""

import os
import socket
import sys
import time
from pathlib import Path

# Three beats were missed and some more: it is not one slow moment.
STALE = 60
# As Celery calls them.
NAMES = {"worker": "celery", "composer": "composer", "beat": "beat"}


def file_of(name: str) -> Path:
    """The file that the process `name`, such as `celery@host`, touches."""
    root = Path(__file__).resolve().parents[2]
    return Path(os.environ.get("CROSSMENTOR_VAR") or root / "var") / "beats" / name


def beats(kind: str) -> bool:
    """Whether the process of this kind on this machine was able to work just now."""
    file = file_of(f"{NAMES[kind]}@{socket.gethostname()}")
    try:
        return time.time() - file.stat().st_mtime < STALE
    except FileNotFoundError:
        return False


def answers() -> bool:
    """Whether the pages say that they are ready."""
    port = int(os.environ.get("PORT") or 8000)
    request = b"GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n"
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=8) as pages:
            pages.sendall(request)
            return b" 200 " in pages.recv(64).split(b"\r\n")[0]
    except OSError:
        return False


if __name__ == "__main__":
    kind = sys.argv[1]
    sys.exit(not (answers() if kind == "web" else beats(kind)))
