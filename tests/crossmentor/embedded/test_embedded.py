"""The embedded servers live exactly as long as somebody uses them."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import psycopg
import pytest
import redis as redis_client
from kombu import Connection

from crossmentor import roles
from crossmentor.embedded import paths, postgres, redis
from tests.folders import passable

USE = """
import sys
from crossmentor.embedded import {server}
{server}.ensure()
print("up", flush=True)
{then}
"""


@pytest.fixture
def folder():
    with passable() as folder:
        yield folder


@pytest.fixture
def var(folder, monkeypatch):
    folder = folder / "var"
    monkeypatch.setenv("CROSSMENTOR_VAR", str(folder))
    monkeypatch.setenv("CROSSMENTOR_EMBEDDED_FAST", "1")
    yield folder
    postgres.release()
    redis.release()


def use(server, then="sys.stdin.read()"):
    """Start another process that uses `server`, and wait until it does."""
    process = subprocess.Popen(
        [sys.executable, "-c", USE.format(server=server, then=then)],
        cwd=paths.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "up\n"
    return process


def kill(process):
    process.kill()
    process.communicate()


def number_of_postgres():
    return len(postgres._processes())


def number_of_redis():
    mine = str(paths.var())
    found = 0
    for process in psutil.process_iter(["name", "cmdline"]):
        if process.info["name"] == "redis-server":
            found += mine in " ".join(process.info["cmdline"] or [])
    return found


def gone(count):
    deadline = time.monotonic() + 20
    while count() and time.monotonic() < deadline:
        time.sleep(0.05)
    return count() == 0


def ask(question, process="superuser"):
    with psycopg.connect(postgres.conninfo(process)) as connection:
        return connection.execute(question).fetchall()


def test_the_server_stops_after_its_last_user_even_when_all_were_killed(var):
    first, second = use("postgres"), use("postgres")

    kill(first)
    time.sleep(0.5)
    assert ask("SELECT 1") == [(1,)]
    kill(second)

    assert gone(number_of_postgres)


def test_a_process_that_ends_leaves_no_server(var):
    process = use("postgres", then="sys.exit(0)")
    process.communicate()

    assert gone(number_of_postgres)


def test_a_fork_keeps_the_server_when_its_parent_has_gone(var):
    process = use("postgres", then="import os; os.fork() or sys.stdin.read()")

    process.wait()
    assert ask("SELECT 1") == [(1,)]
    # The fork ends when it has read all.
    process.communicate()

    assert gone(number_of_postgres)


def test_what_was_written_is_there_after_the_server_was_killed(var, monkeypatch):
    monkeypatch.delenv("CROSSMENTOR_EMBEDDED_FAST")
    postgres.ensure()
    with psycopg.connect(postgres.conninfo("owner")) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'kept' AS word")
    killed = postgres._processes()
    for process in killed:
        # Some end by themselves with the first one.
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)
    # Killing takes a moment: until then the server seems to be there.
    psutil.wait_procs(killed, timeout=10)

    postgres.ensure()

    assert ask("SELECT word FROM note") == [("kept",)]


@pytest.mark.parametrize("pid", [os.getpid(), 2**22 - 1], ids=["other", "nobody"])
def test_the_pid_file_of_a_crash_does_not_matter(var, pid):
    postgres.ensure()
    content = (postgres._data() / "postmaster.pid").read_text().split("\n", 1)[1]
    postgres.release()
    (postgres._data() / "postmaster.pid").write_text(f"{pid}\n{content}")
    socket = postgres._socket_folder() / ".s.PGSQL.5432"
    socket.touch()
    socket.with_name(socket.name + ".lock").write_text(f"{pid}\n{content}")

    postgres.ensure()

    assert ask("SELECT 1") == [(1,)]


def test_a_server_whose_socket_was_swept_away_is_started_anew(var):
    postgres.ensure()
    (postgres._socket_folder() / ".s.PGSQL.5432").unlink()
    kill(use("postgres"))

    assert ask("SELECT 1") == [(1,)]


def number_of_masters():
    """Those that no other one made; a child is called as its master is, for a moment."""
    made_by = {}
    for process in postgres._processes():
        with suppress(psutil.NoSuchProcess):
            made_by[process.pid] = process.ppid()
    return sum(parent not in made_by for parent in made_by.values())


def test_many_at_once_start_one_server(var):
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", USE.format(server="postgres", then="input()")],
            cwd=paths.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout.readline() == "up\n"
    masters = number_of_masters()
    for process in processes:
        process.communicate("\n")

    assert masters == 1
    assert gone(number_of_postgres)


def test_a_deep_folder_gets_a_short_socket(folder, monkeypatch):
    deep = folder / ("a" * 60) / ("b" * 60)
    monkeypatch.setenv("CROSSMENTOR_VAR", str(deep))

    postgres.ensure()
    redis.ensure()

    assert len(postgres.parameters("web")["HOST"]) < 60
    assert ask("SELECT 1") == [(1,)]
    assert redis_client.from_url(redis.url()).ping()
    postgres.release()
    redis.release()


def test_a_folder_of_another_user_is_refused(tmp_path, monkeypatch):
    folder = tmp_path / "strange"
    folder.mkdir()
    monkeypatch.setattr("os.geteuid", lambda: folder.stat().st_uid + 1)

    with pytest.raises(RuntimeError, match="belongs to another user"):
        paths.own(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders away")
def test_a_link_laid_in_wait_gives_nothing_away(tmp_path):
    ours, link = tmp_path / "ours", tmp_path / "link"
    ours.mkdir(mode=0o755)
    link.symlink_to(ours)

    with pytest.raises(RuntimeError, match="belongs to another user"):
        paths.own(link, (65534, 65534))

    assert (ours.stat().st_uid, ours.stat().st_mode & 0o777) == (0, 0o755)


@pytest.mark.skipif(os.geteuid() != 0, reason="another user runs it as itself")
def test_data_of_a_stranger_are_not_served(var):
    (var / "postgres" / "18").mkdir(parents=True)
    os.chown(var / "postgres" / "18", 4242, 4242)

    assert postgres._identity()[0] != 4242


def test_nobody_but_the_superuser_may_bypass_a_policy(var):
    postgres.ensure()

    found = ask(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,"
        " rolcanlogin FROM pg_roles WHERE rolname LIKE 'crossmentor%' ORDER BY 1"
    )

    assert found == [
        (roles.OWNER, False, False, False, True, True),
        (roles.WEB, False, False, False, False, True),
        (roles.WORKER, False, False, False, False, True),
    ]


@pytest.mark.parametrize(
    ("process", "may"), [("owner", True), ("web", False), ("worker", False)]
)
def test_only_the_owner_makes_tables(var, process, may):
    postgres.ensure()

    schema = "SELECT has_schema_privilege('public', 'CREATE')"
    database = "SELECT has_database_privilege('crossmentor', 'CREATE, TEMPORARY')"

    assert ask(schema, process) == [(may,)]
    assert ask(database, process) == [(may,)]


def test_only_its_own_user_reaches_the_server(var):
    postgres.ensure()

    modes = {
        postgres._socket_folder().stat().st_mode & 0o777,
        (postgres._socket_folder() / ".s.PGSQL.5432").stat().st_mode & 0o777,
    }

    assert modes == {0o700}
    assert ask("SHOW listen_addresses") == [("",)]


@pytest.fixture
def shut(var):
    """What lies above lets nobody pass but its owner; what is made elsewhere goes."""
    var.mkdir()
    var.parent.chmod(0o700)
    yield var
    postgres.release()
    for link in [one for one in var.iterdir() if one.is_symlink()]:
        shutil.rmtree(link.readlink(), ignore_errors=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="another user runs it as itself")
def test_as_root_it_changes_nothing_above_and_makes_no_user(shut):
    known = {user.pw_name for user in pwd.getpwall()}
    modes = [above.stat().st_mode for above in shut.parents]

    postgres.ensure()

    assert ask("SELECT 1") == [(1,)]
    assert {user.pw_name for user in pwd.getpwall()} == known
    assert [above.stat().st_mode for above in shut.parents] == modes
    owner = postgres._processes()[0].username()
    assert owner in postgres.SYSTEM_USERS
    postgres.release()
    # Whoever takes the folder away starts afresh.
    link = (shut / "postgres").readlink()
    (shut / "postgres").unlink()
    assert postgres._folder() != link
    shutil.rmtree(link)


@pytest.mark.skipif(os.geteuid() != 0, reason="another user runs it as itself")
def test_as_root_it_runs_programs_that_only_root_can_read(shut, monkeypatch):
    monkeypatch.setattr(paths, "is_passable", lambda folder: False)

    postgres.ensure()

    assert ask("SELECT 1") == [(1,)]
    programs = (shut / "programs").readlink()
    assert postgres._processes()[0].exe().startswith(f"{programs}/")


def test_redis_stops_after_its_last_user_and_starts_again(var):
    kill(use("redis"))
    assert gone(number_of_redis)

    redis.ensure()

    assert number_of_redis() == 1
    assert redis_client.from_url(redis.url()).config_get("save") == {"save": ""}
    with Connection(redis.broker_url()) as connection:
        connection.ensure_connection(max_retries=1)
    assert not list((var / "redis").glob("*.rdb"))
