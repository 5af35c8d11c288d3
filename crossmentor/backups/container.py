"""The file of a backup: a zip with a manifest and the dump, closed by a digest.

Any `unzip` opens it, and `pg_restore` takes the dump. The digest is the comment of the
zip, of all that stands before it: one bit elsewhere and the file is refused.
"""

import hashlib
import json
import os
import secrets
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from crossmentor.backups.errors import Refused

MANIFEST, DUMP = "manifest.json", "database.dump"
CHUNK = 1 << 20
DIGEST = 64


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Write to the path that is given; `path` gets it all at the end, or nothing.

    Nobody but its user reads it. Refused when there is such a file already.
    """
    if os.path.lexists(path):
        raise Refused(f"{path} is there already: choose another name.")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error
    try:
        yield draft
        _keep(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _keep(draft: Path, path: Path):
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    try:
        # Not a renaming: that would take away what came there in the meantime.
        os.link(draft, path)
    except FileExistsError:
        raise Refused(f"{path} is there already: choose another name.") from None
    except OSError:
        # Some network folders know no links.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_backup(path: Path, dump: Iterable[bytes], manifest: dict) -> None:
    """The dump as it comes, then `manifest`, then the digest of both."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        with file.open(zipfile.ZipInfo(DUMP), "w", force_zip64=True) as member:
            for chunk in dump:
                member.write(chunk)
        file.writestr(zipfile.ZipInfo(MANIFEST), json.dumps(manifest, indent=1))
        file.comment = b"0" * DIGEST
    with path.open("r+b") as file:
        digest = _digest(file)
        file.seek(-DIGEST, os.SEEK_END)
        file.write(digest.encode())


def read_backup(path: Path) -> dict:
    """The manifest of the backup, of which every bit has been looked at."""
    try:
        with path.open("rb") as file:
            digest = _digest(file)
            if file.read() != digest.encode():
                raise Refused(
                    f"{path} is damaged or not whole: its digest does not fit. "
                    "Take another backup."
                )
            with zipfile.ZipFile(file) as archive:
                return json.loads(archive.read(MANIFEST))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Refused(f"{path} is no backup of Crossmentor.") from error
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def dump_of(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive, archive.open(DUMP) as member:
        while chunk := member.read(CHUNK):
            yield chunk


def _digest(file) -> str:
    """Of all but the last bytes, before which the file then stands."""
    left = file.seek(0, os.SEEK_END) - DIGEST
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0:
        chunk = file.read(min(CHUNK, left))
        left -= len(chunk)
        digest.update(chunk)
    return digest.hexdigest()
