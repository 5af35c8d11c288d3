from writing.models.shown import Shown
from writing.models.snapshot import Snapshot
from writing.models.text import Revision, Text
from writing.models.waiting import Waiting
from writing.writers import Writers

__all__ = ["Revision", "Shown", "Snapshot", "Text", "Waiting", "Writers"]
