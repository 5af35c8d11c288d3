from writing.models.shown import Shown
from writing.models.snapshot import Snapshot
from writing.models.text import Revision, Text, Writers

__all__ = ["Revision", "Shown", "Snapshot", "Text", "Writers"]
