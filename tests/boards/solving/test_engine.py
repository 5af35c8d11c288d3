"""Whether the compiled search is at hand; nothing is compiled here."""

import fcntl
import os
import sys
from importlib import import_module

import pytest

from boards.composing import Instance
from boards.solving import solve
from tests.boards.composing.people import mentees, mentor

engine = import_module("boards.solving.engine")


@pytest.fixture
def stamp(monkeypatch, tmp_path):
    """Where it would be noted that all is compiled; what compiles only says so."""
    done = []
    monkeypatch.setattr(engine, "_stamp", lambda: tmp_path / "kept" / "it.ready")
    monkeypatch.setattr(engine, "_compile", lambda: done.append("compiled"))
    monkeypatch.setattr(engine, "_compile_aside", lambda: done.append("aside"))
    return tmp_path / "kept" / "it.ready", done


def folder():
    return engine._folder.__wrapped__()


def test_compiled_code_is_kept_where_it_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "new" / "one"))

    assert folder() == tmp_path / "new" / "one"
    assert folder().is_dir()


def test_a_place_that_cannot_be_written_to_keeps_nothing(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file" / "inside"))

    assert folder() is None


def test_compiled_code_lies_beside_the_code_where_that_may_be(monkeypatch, tmp_path):
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setattr(engine, "ROOM", tmp_path)

    assert folder() == tmp_path / "__pycache__"


@pytest.fixture
def shut(monkeypatch, tmp_path):
    """The code may not be written to; temporary files lie in a folder of their own."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", "")
    monkeypatch.setattr(engine, "ROOM", tmp_path)
    monkeypatch.setattr(engine.os, "access", lambda *_about: False)
    monkeypatch.setattr(engine.tempfile, "gettempdir", lambda: str(tmp_path))
    return tmp_path / f"crossmentor-{os.getuid()}"


def test_else_it_lies_in_a_private_folder(shut):
    assert folder() == shut
    assert shut.stat().st_mode & 0o777 == 0o700
    assert os.environ["NUMBA_CACHE_DIR"] == str(shut)


@pytest.mark.parametrize("kind", ["open", "link", "file"])
def test_a_folder_that_others_could_have_filled_is_not_trusted(shut, tmp_path, kind):
    if kind == "open":
        shut.mkdir()
        shut.chmod(0o770)
    elif kind == "link":
        (tmp_path / "theirs").mkdir(mode=0o700)
        shut.symlink_to(tmp_path / "theirs")
    else:
        shut.write_text("")

    assert folder() is None


def test_without_numba_there_is_only_the_plain_search(monkeypatch):
    monkeypatch.setattr(engine.util, "find_spec", lambda name: None)

    assert engine._stamp() is None
    assert engine.engine() is engine.engine(wait=True) is None
    assert engine.compile_now() is None


def test_what_is_compiled_is_at_hand_at_once(stamp):
    path, done = stamp
    path.parent.mkdir()
    path.touch()

    assert engine.engine().__name__ == "boards.solving.compiled"
    assert done == []


def test_who_does_not_wait_has_it_compiled_aside(stamp):
    path, done = stamp

    assert engine.engine() is None
    assert done == ["aside"]
    assert not path.exists()


def test_who_waits_compiles(stamp):
    path, done = stamp

    assert engine.engine(wait=True).__name__ == "boards.solving.compiled"
    assert done == ["compiled"]
    assert path.exists()


def test_it_is_compiled_once(stamp):
    engine.compile_now()
    engine.compile_now()

    assert stamp[1] == ["compiled"]


def test_what_was_compiled_before_is_not_taken_for_what_is_compiled_now(stamp):
    path, done = stamp
    inside = path.parent / "solving_ab"
    inside.mkdir(parents=True)
    for name in ("pricing.price-3.py311", "pool.descend-9.py311", "fit.run-1.py311"):
        (path.parent / f"{name}.nbi").touch()
        (inside / f"{name}.nbi").touch()

    engine.compile_now()

    left = [path.parent / "fit.run-1.py311.nbi", inside / "fit.run-1.py311.nbi"]
    assert sorted(path.parent.rglob("*.nbi")) == left
    assert done == ["compiled"]


def test_all_that_is_compiled_is_known():
    codes = {path.name: path.read_text() for path in engine.ROOM.glob("*.py")}

    compiled = [name for name, code in codes.items() if "from numba import" in code]
    assert sorted(compiled) == sorted(engine.COMPILED)


def test_it_is_left_to_who_is_at_it(stamp):
    path, done = stamp
    path.parent.mkdir()
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        engine.compile_now(alone=True)

    assert done == []
    assert not path.exists()


def test_what_fails_to_compile_is_not_taken_for_compiled(monkeypatch, stamp):
    def fail():
        raise RuntimeError("no compiler")

    monkeypatch.setattr(engine, "_compile", fail)

    with pytest.raises(RuntimeError):
        engine.compile_now()
    assert not stamp[0].exists()


def test_compiling_aside_is_a_process_of_its_own_that_finds_the_code(monkeypatch):
    started = []
    monkeypatch.setattr(
        engine.os, "posix_spawn", lambda *call, **more: started.append((call, more))
    )

    engine._compile_aside.__wrapped__()

    (((program, arguments, environment), more),) = started
    assert program == arguments[0] == sys.executable
    assert "compile_now(alone=True)" in arguments[2]
    assert environment["PYTHONPATH"] == str(engine.ROOM.parent.parent)
    assert [number for _, number, *_ in more["file_actions"]] == [0, 1, 2]


def test_the_stamp_tells_versions_processor_and_code_apart(monkeypatch, tmp_path):
    monkeypatch.setattr(engine, "_folder", lambda: tmp_path)
    monkeypatch.setattr(engine, "ROOM", tmp_path)
    for name in engine.COMPILED:
        (tmp_path / name).write_text("x")
    found = {engine._stamp()}

    monkeypatch.setattr(engine, "_processor", lambda: "another")
    found.add(engine._stamp())
    (tmp_path / "packing.py").write_text("xy")
    found.add(engine._stamp())
    monkeypatch.setattr(engine.metadata, "version", lambda name: "99")
    found.add(engine._stamp())

    assert len(found) == 4
    assert {path.parent for path in found} == {tmp_path}


def test_a_processor_that_tells_nothing_is_its_architecture(monkeypatch):
    def missing(self):
        raise FileNotFoundError

    monkeypatch.setattr(engine.Path, "read_text", missing)

    assert engine._processor() == engine.platform.machine()


def test_where_nothing_may_be_kept_the_plain_search_answers(monkeypatch):
    monkeypatch.setattr(engine, "_folder", lambda: None)
    people = (*mentees(18), *(mentor(f"m{n}") for n in range(4)))
    solution = solve(Instance(id="i", people=people), seconds=20, rounds=1)

    assert solution.meta["placed"] == 18
    assert solution.meta["bound"] is None
