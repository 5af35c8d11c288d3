"""One sentence for one fact; presenters, views and services call them."""

from boards.sentences.capacity import Field, Places
from boards.sentences.done import brief_words, done_words
from boards.sentences.steps import story_of_steps
from boards.sentences.unplaced import Reason, unplaced_words

__all__ = [
    "Field",
    "Places",
    "Reason",
    "brief_words",
    "done_words",
    "story_of_steps",
    "unplaced_words",
]
