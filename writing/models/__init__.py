from writing.models.shown import Shown
from writing.models.text import Revision, Text, Writers

__all__ = ["Revision", "Shown", "Text", "Writers"]
