"""The file that knows which spaces were erased, also when the database is put back.

It lies outside the database and only grows. Of each erasure one line goes before the
commit, on the disk, and another one after it; where the commit did not come, a line says
that the space was kept. `restore` carries out what the file says (crossmentor/backups).
Ids and moments, nothing else.
"""

import datetime as dt
import fcntl
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.utils import timezone

ERASING, ERASED, KEPT = "erasing", "erased", "kept"
HEADER = (
    "# The spaces that this installation of Crossmentor erased. A restore asks for this "
    "file: keep it, apart from the backups, and change nothing in it.\n"
)
# Of a line: its word and the id. What was cut off in it is found by that.
DIGITS = 8


@dataclass
class Told:
    """What a file says: the last word on each space, its day, and which lines are bad."""

    last: dict[UUID, str] = field(default_factory=dict)
    on: dict[UUID, dt.date] = field(default_factory=dict)
    faults: list[int] = field(default_factory=list)

    @property
    def gone(self) -> set[UUID]:
        """What nobody may find again; where a crash left it open, the day had come."""
        return {space for space, word in self.last.items() if word != KEPT}

    @property
    def unsettled(self) -> set[UUID]:
        """Of which a crash left open whether they are gone."""
        return {space for space, word in self.last.items() if word == ERASING}


def line(word: str, space_id: UUID, moment: str) -> str:
    said = f"{word} {space_id} {moment}"
    return f"{said} {digits(said)}\n"


def digits(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]


def read(path: Path) -> Told:
    """Raises OSError where there is none, or it cannot be read.

    A line that was broken off in a crash, before anything was erased, is no fault once
    it was written anew; each other one that does not fit is.
    """
    told, lines = Told(), Path(path).read_bytes().split(b"\n")
    for number, raw in enumerate(lines, 1):
        if not raw or raw.startswith(b"#"):
            continue
        if found := _parsed(raw):
            word, space_id, day = found
            told.last[space_id], told.on[space_id] = word, day
        elif not any(later.startswith(raw[:_ID_ENDS]) for later in lines[number:]):
            told.faults.append(number)
    return told


# "erasing " and an id.
_ID_ENDS = len(ERASING) + 1 + 36


def _parsed(raw: bytes) -> tuple[str, UUID, dt.date] | None:
    try:
        said, _blank, known = raw.decode("ascii").rpartition(" ")
        word, space_id, moment = said.split(" ")
        found = word, UUID(space_id), dt.datetime.fromisoformat(moment).date()
    except ValueError:
        return None
    return found if word in (ERASING, ERASED, KEPT) and known == digits(said) else None


def write(path: Path, word: str, space_ids) -> None:
    """Add a line for each space; when this comes back they are on the disk.

    Two processes take turns; the file is made when there is none. Raises OSError, and
    what was to be erased then stays.
    """
    path, is_new = Path(path), not os.path.lexists(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        moment = timezone.now().isoformat(timespec="seconds")
        words = _start(file)
        words += "".join(line(word, space_id, moment) for space_id in space_ids)
        _write_whole(file, words.encode())
        os.fsync(file)
    finally:
        os.close(file)
    if is_new:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _start(file) -> str:
    """What stands before the next line: the first one, or an end to one broken off."""
    size = os.fstat(file).st_size
    if not size:
        return HEADER
    return "" if os.pread(file, 1, size - 1) == b"\n" else "\n"


def _write_whole(file, content: bytes):
    while content:
        content = content[os.write(file, content) :]
