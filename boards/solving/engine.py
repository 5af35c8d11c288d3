"""Whether the compiled search is at hand, without ever waiting for the compiler.

Its code is compiled once per machine and kept beside this file, where NUMBA_CACHE_DIR
says, or in a private folder. Without numba there is only the plain search.
"""

import fcntl
import os
import platform
import sys
import sysconfig
import tempfile
from contextlib import suppress
from functools import cache
from importlib import metadata, util
from pathlib import Path
from types import ModuleType
from zlib import crc32

ROOM = Path(__file__).resolve().parent
COMPILED = (
    "candidates.py",
    "chance.py",
    "counting.py",
    "kernel.py",
    "moves.py",
    "packing.py",
    "pool.py",
    "priced.py",
    "pricing.py",
    "regrouping.py",
)
# Lines that tell one kind of processor from another.
TELLING = ("model name", "flags", "CPU part", "Features")


@cache
def _folder() -> Path | None:
    """Where compiled code is kept; nobody else may be able to write there."""
    if chosen := os.environ.get("NUMBA_CACHE_DIR"):
        with suppress(OSError):
            Path(chosen).mkdir(parents=True, exist_ok=True)
        return Path(chosen) if os.access(chosen, os.W_OK) else None
    beside = ROOM / "__pycache__"
    if os.access(beside if beside.exists() else ROOM, os.W_OK):
        return beside
    private = Path(tempfile.gettempdir()) / f"crossmentor-{os.getuid()}"
    try:
        private.mkdir(mode=0o700, exist_ok=True)
        state = private.lstat()
    except OSError:
        return None
    if state.st_uid != os.getuid() or state.st_mode & 0o077 or private.is_symlink():
        return None
    os.environ["NUMBA_CACHE_DIR"] = str(private)
    return private


def _stamp() -> Path | None:
    """Exists when this version of the kernel has been compiled."""
    if util.find_spec("numba") is None or (folder := _folder()) is None:
        return None
    states = [(ROOM / name).stat() for name in COMPILED]
    code = "-".join(f"{state.st_mtime_ns:x}-{state.st_size:x}" for state in states)
    version = f"{metadata.version('numba')}-{sysconfig.get_python_version()}"
    return folder / f"composing-{version}-{_processor()}-{code}.ready"


def _processor() -> str:
    """What code is compiled for: an image may be built on another machine."""
    try:
        lines = Path("/proc/cpuinfo").read_text().split("\n\n")[0].splitlines()
    except OSError:
        return platform.machine()
    telling = [line for line in lines if line.startswith(TELLING)]
    return f"{crc32(''.join(telling).encode()):x}"


def engine(*, wait: bool = False) -> ModuleType | None:
    """The compiled search, or nothing as long as it is being compiled."""
    stamp = _stamp()
    if stamp is None:
        return None
    if not stamp.exists():
        if not wait:
            _compile_aside()
            return None
        compile_now()
    from . import compiled

    return compiled


def compile_now(*, alone: bool = False) -> None:
    """Compile, unless another process has; `alone` leaves it to one that is at it."""
    stamp = _stamp()
    if stamp is None:
        return
    stamp.parent.mkdir(exist_ok=True)
    with stamp.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (fcntl.LOCK_NB if alone else 0))
        except BlockingIOError:
            return
        if not stamp.exists():
            _forget(stamp.parent)
            _compile()
            stamp.touch()


def _forget(folder: Path) -> None:
    """Leave out what was compiled before: numba looks at one file, not at its imports."""
    for index in folder.rglob("*.nbi"):
        if f"{index.name.partition('.')[0]}.py" in COMPILED:
            index.unlink(missing_ok=True)


def _compile() -> None:
    from . import bound, compiled

    bound.try_out(*compiled.try_out())


@cache
def _compile_aside() -> None:
    """In a process of its own, which goes on when this one ends: the next gains."""
    code = "from boards.solving import engine; engine.compile_now(alone=True)"
    root = str(ROOM.parent.parent)
    nothing = [
        (os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)
    ]
    os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", code],
        {**os.environ, "PYTHONPATH": root},
        file_actions=nothing,
    )
