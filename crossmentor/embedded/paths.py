"""Where the embedded servers keep their files."""

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


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
    if identity and folder.stat().st_uid == 0:
        os.chown(folder, *identity)
    owner = identity[0] if identity else os.geteuid()
    # Also a stranger's folder laid in wait under the temp folder.
    if folder.is_symlink() or folder.stat().st_uid != owner:
        raise RuntimeError(
            f"{folder} belongs to another user: set CROSSMENTOR_VAR to a folder "
            "of your own."
        )
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
    # Not the temp folder: that is emptied at the next start of the machine.
    fresh = Path(tempfile.mkdtemp(prefix="crossmentor-", dir="/var/tmp"))
    with suppress(FileExistsError):
        folder.symlink_to(fresh)
    if folder.readlink() != fresh:
        fresh.rmdir()
    return folder.readlink()
