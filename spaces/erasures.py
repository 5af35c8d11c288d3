"""The file that knows what was erased, also when the database is put back.

It lies outside the database and only grows. Of each erasure one line goes before the
commit, on the disk, and another one after it; where the commit did not come, a line says
that the space was kept. `restore` carries out what the file says (crossmentor/backups).
Ids and moments, nothing else.

Of a space a line holds its word, id and moment. Of what a person erased, it is the id of
that erasure, and beside the moment which kind it is, whose, and of which text.
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
    "# What this installation of Crossmentor erased. A restore asks for this file: keep "
    "it, apart from the backups, and change nothing in it.\n"
)
NO_TEXT = "-"
# Of a line: its word and the id. What was cut off in it is found by that.
DIGITS = 8


@dataclass(frozen=True)
class Own:
    """What a person erased of what they wrote (`spaces.models.OwnErasure`)."""

    id: UUID
    kind: str
    person_id: int
    text_id: UUID | None

    def __str__(self):
        return f"{self.kind} {self.person_id} {self.text_id or NO_TEXT}"


@dataclass
class ErasureRecord:
    """What a file says: the last word on each space, its day, and which lines are bad.

    And what people erased of their own: the last word on each, and when.
    """

    last: dict[UUID, str] = field(default_factory=dict)
    on: dict[UUID, dt.date] = field(default_factory=dict)
    faults: list[int] = field(default_factory=list)
    own: dict[Own, str] = field(default_factory=dict)
    own_at: dict[Own, dt.datetime] = field(default_factory=dict)

    @property
    def gone(self) -> set[UUID]:
        """What nobody may find again; where a crash left it open, the day had come."""
        return {space for space, word in self.last.items() if word != KEPT}

    @property
    def unsettled(self) -> set[UUID]:
        """Of which a crash left open whether they are gone."""
        return {space for space, word in self.last.items() if word == ERASING}


def line(word: str, space_id: UUID, moment: str) -> str:
    text = f"{word} {space_id} {moment}"
    return f"{text} {digits(text)}\n"


def digits(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def read_record(path: Path) -> ErasureRecord:
    """Raises OSError where there is none, or it cannot be read.

    A line that was broken off in a crash, before anything was erased, is no fault once
    it was written anew; each other one that does not fit is.
    """
    record, lines = ErasureRecord(), Path(path).read_bytes().split(b"\n")
    for number, raw in enumerate(lines, 1):
        if not raw or raw.startswith(b"#"):
            continue
        if entry := _parsed(raw):
            word, what, moment = entry
            if isinstance(what, Own):
                record.own[what], record.own_at[what] = word, moment
            else:
                record.last[what], record.on[what] = word, moment.date()
        elif not any(later.startswith(raw[:_ID_ENDS]) for later in lines[number:]):
            record.faults.append(number)
    return record


# "erasing " and an id.
_ID_ENDS = len(ERASING) + 1 + 36


def _parsed(raw: bytes) -> tuple[str, UUID | Own, dt.datetime] | None:
    try:
        text, _blank, known = raw.decode("ascii").rpartition(" ")
        word, pk, moment, *own = text.split(" ")
        what = _own(UUID(pk), *own) if own else UUID(pk)
        entry = word, what, dt.datetime.fromisoformat(moment)
    except (ValueError, TypeError):
        return None
    return entry if word in (ERASING, ERASED, KEPT) and known == digits(text) else None


def _own(pk, kind, person_id, text_id) -> Own:
    return Own(pk, kind, int(person_id), None if text_id == NO_TEXT else UUID(text_id))


def add_lines(path: Path, word: str, space_ids) -> None:
    """Add a line for each space; when this comes back they are on the disk.

    Two processes take turns; the file is made when there is none. Raises OSError, and
    what was to be erased then stays.
    """
    moment = _now()
    _append(path, [line(word, space_id, moment) for space_id in space_ids])


def write_own(path: Path, word: str, erasures: list[Own]) -> None:
    """The same of what people erased of their own."""
    moment = _now()
    _append(
        path, [line(word, erasure.id, f"{moment} {erasure}") for erasure in erasures]
    )


def _now() -> str:
    return timezone.now().isoformat(timespec="seconds")


def _append(path, lines):
    path, is_new = Path(path), not os.path.lexists(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        words = _start(file) + "".join(lines)
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
