from writing.models.revision import Revision
from writing.models.shown import HOLDS, Part, Shown
from writing.models.snapshot import Snapshot
from writing.models.text import SHOWN, Text
from writing.models.turned import Turned
from writing.models.waiting import Waiting
from writing.writers import Writers

__all__ = [
    "HOLDS",
    "SHOWN",
    "Part",
    "Revision",
    "Shown",
    "Snapshot",
    "Text",
    "Turned",
    "Waiting",
    "Writers",
]
