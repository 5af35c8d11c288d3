"""Where the embedded servers keep their files."""

import hashlib
import os
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
