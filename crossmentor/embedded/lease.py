"""Who uses an embedded server, and who stops it after the last one.

Every user holds a shared lock on the server's lease. A keeper, a small process of its
own, waits for the exclusive lock: it gets it when nobody is left, however they went,
and stops the server. Run as a file, so that it loads nothing of the project.
"""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

_held: dict[Path, int] = {}


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


@contextmanager
def only_me(path: Path):
    """Hold `path` alone among all processes of this machine."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def is_held(lease: Path) -> bool:
    return lease in _held


def hold(
    lease: Path,
    *,
    start: Callable[[], None],
    stop: list[str],
    identity: tuple[int, int] | None = None,
) -> None:
    """Use a server until this process and its forks end; `start` it where needed.

    `stop` is the command that ends it, run as `identity` (user, group).
    """
    lease.parent.mkdir(parents=True, exist_ok=True)
    with only_me(lease.with_suffix(".lock")):
        if lease not in _held:
            descriptor = _open(lease)
            # Waits while a keeper is stopping the server.
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            _held[lease] = descriptor
        # First the keeper: we may be killed while the server starts.
        _watch(lease, stop, identity)
        start()


def release(lease: Path, timeout: float = 30) -> None:
    """Stop using a server; when nobody else does, wait until it has stopped."""
    descriptor = _held.pop(lease, None)
    if descriptor is None:
        return
    os.close(descriptor)
    deadline = time.monotonic() + timeout
    while _is_kept(lease) and time.monotonic() < deadline:
        probe = _open(lease)
        try:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if _has_other_users(probe):
                return
        finally:
            os.close(probe)
        time.sleep(0.02)


def _has_other_users(probe: int) -> bool:
    # A shared lock is granted beside other users, and refused beside a busy keeper.
    try:
        fcntl.flock(probe, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_kept(lease: Path) -> bool:
    probe = _open(lease.with_suffix(".keeper"))
    try:
        fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(probe)
    return False


def _watch(lease: Path, stop: list[str], identity: tuple[int, int] | None) -> None:
    keeping = _open(lease.with_suffix(".keeper"))
    waiting = _open(lease)
    try:
        fcntl.flock(keeping, fcntl.LOCK_EX | fcntl.LOCK_NB)
        user, group = identity or (-1, -1)
        subprocess.run(  # noqa: S603
            [
                *(sys.executable, "-I", "-S", __file__),
                *map(str, (keeping, waiting, user, group)),
                *stop,
            ],
            pass_fds=(keeping, waiting),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            check=True,
        )
    except BlockingIOError:
        pass
    finally:
        os.close(keeping)
        os.close(waiting)


def _keep(keeping: int, waiting: int, user: int, group: int, stop: list[str]) -> None:
    # Nobody's child, and out of reach of the terminal's Ctrl-C.
    if os.fork():
        os._exit(0)
    os.setsid()
    fcntl.flock(waiting, fcntl.LOCK_EX)
    who = {}
    if user != -1:
        who = {"user": user, "group": group, "extra_groups": []}
    for _attempt in range(3):
        if subprocess.run(stop, check=False, **who).returncode == 0:  # noqa: S603
            break
        # Its starter may have been killed just before it could be stopped.
        time.sleep(0.5)
    # In this order: whoever gets the lease next must find no keeper.
    os.close(keeping)
    os.close(waiting)


if __name__ == "__main__":
    _keep(*map(int, sys.argv[1:5]), sys.argv[5:])
