"""Where the embedded servers keep their files."""

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Where root alone makes folders (macOS has the second): a temp folder is emptied at
# the next start of the machine or by age, and then anybody takes the name.
LASTING = next(filter(Path.is_dir, map(Path, ("/var/lib", "/var/db", "/var"))))


def var() -> Path:
    return Path(os.environ.get("CROSSMENTOR_VAR") or ROOT / "var").resolve()


def short(folder: Path, socket: str) -> Path:
    """Return `folder`, or one in the temp folder when the socket's path is too long."""
    # 103 bytes is what the narrowest system (macOS) takes.
    if len(os.fsencode(folder / socket)) <= 103:
        return folder
    mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path("/tmp") / f"crossmentor-{os.geteuid()}-{mark}"  # noqa: S108


def own(folder: Path, identity: tuple[int, int] | None = None) -> None:
    """Have `folder`, for the user of `identity` (or us) alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    owner = identity[0] if identity else os.geteuid()
    there = folder.lstat()
    # Also a stranger's folder laid in wait under the temp folder, or a link to one of
    # ours: nothing is changed before that is known.
    if not stat.S_ISDIR(there.st_mode) or there.st_uid not in {owner, os.geteuid()}:
        raise RuntimeError(
            f"{folder} belongs to another user: set CROSSMENTOR_VAR to a folder "
            "of your own."
        )
    if there.st_uid != owner:
        os.chown(folder, *identity, follow_symlinks=False)
    folder.chmod(0o700)


def is_passable(folder: Path) -> bool:
    """Whether every user may pass through what lies above `folder`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    return all(above.stat().st_mode & stat.S_IXOTH for above in folder.parents)


def passable(folder: Path) -> Path:
    """Return `folder`, or what stands for it in a place where every user may pass.

    Which place that is, a link in place of the folder says: without it, it is forgotten.
    """
    if folder.is_symlink():
        return folder.readlink()
    if folder.exists() or is_passable(folder):
        return folder
    fresh = Path(tempfile.mkdtemp(prefix="crossmentor-", dir=LASTING))
    with suppress(FileExistsError):
        folder.symlink_to(fresh)
    if folder.readlink() != fresh:
        fresh.rmdir()
    return folder.readlink()
