"""A folder for an embedded PostgreSQL, which as root runs as somebody else."""

import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def passable():
    """Not pytest's own: those are for their user alone."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
