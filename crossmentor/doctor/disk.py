"""Room on the disks that this process sees."""

import shutil
from pathlib import Path

from django.conf import settings

from crossmentor.doctor.finding import fail, ok, warn
from crossmentor.doctor.sight import Sight

GIB = 1024**3
# Of the whole: PostgreSQL stops when it cannot write its journal.
LITTLE, SCARCE = 0.05, 0.10


def findings(sight: Sight):
    yield room(shutil.disk_usage(standing(settings.VAR)))
    if sight.best is not None:
        [(size,)] = sight.rows("SELECT pg_database_size(current_database())")
        where = "on this machine" if settings.EMBEDDED else "on its own machine"
        yield ok(f"The database takes {size / GIB:.2f} GiB {where}.")


def standing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(place for place in (folder, *folder.parents) if place.exists())


def room(usage):
    free = usage.free / usage.total
    what = f"{usage.free / GIB:.1f} GiB ({free:.0%}) are free at {settings.VAR}."
    cure = "Make room, or enlarge the disk; a full one takes no more texts."
    if free < LITTLE:
        return fail(what, cure)
    return warn(what, cure) if free < SCARCE else ok(what)
