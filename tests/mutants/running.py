"""Runs some tests on a copy of the project in which one wall is taken out."""

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

LIST = Path(__file__).with_name("mutants.toml")


@dataclass(frozen=True)
class Mutant:
    """A wall and what is there without it: in a file, or in the database by `sql`.

    `tests` are what must notice; `only` those of them that name it.
    """

    name: str
    tests: tuple[str, ...]
    file: str = ""
    old: str = ""
    new: str = ""
    sql: str = ""
    only: str = ""

    def source(self) -> str:
        """The file without the wall; raises ValueError when it does not stand there once."""
        text = (settings.ROOT / self.file).read_text()
        if text.count(self.old) != 1:
            raise ValueError(
                f"{self.name}: {text.count(self.old)} times in {self.file}"
            )
        return text.replace(self.old, self.new)


def listed() -> list[Mutant]:
    found = tomllib.loads(LIST.read_text())["mutant"]
    return [Mutant(**(one | {"tests": tuple(one["tests"])})) for one in found]


def copy_of_the_project(folder: Path) -> Path:
    """The tracked files, and those that are about to be, at `folder`."""
    asked = ("git", "ls-files", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(
        asked, cwd=settings.ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    for name in names:
        if (settings.ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(settings.ROOT / name, folder / name)
    return folder


def notices(mutant: Mutant, project: Path, var: Path) -> tuple[bool, str]:
    """Whether one of its tests fails without the wall, and what they said."""
    if mutant.file:
        there = project / mutant.file
        kept = there.read_text()
        there.write_text(mutant.source())
    chosen = ("-k", mutant.only) if mutant.only else ()
    # Those that walk about too.
    quick = ("-m", "not slow", "-n", "0", "-q", "-x", "-p", "no:cacheprovider")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *quick, *chosen, *mutant.tests],
            cwd=project,
            env=os.environ
            | {"CROSSMENTOR_TEST_VAR": str(var), "CROSSMENTOR_TEST_SQL": mutant.sql},
            capture_output=True,
            text=True,
        )
    finally:
        if mutant.file:
            there.write_text(kept)
    said = done.stdout + done.stderr
    # A test that cannot even begin has noticed nothing.
    return done.returncode == 1 and " failed" in said.splitlines()[-1], said
