"""One sentence for one fact; presenters, views and services call them."""

from boards.sentences.capacity import Capacity, Scope
from boards.sentences.done import brief_words, done_words
from boards.sentences.steps import story_of_steps
from boards.sentences.unplaced import WhyUnplaced, unplaced_words

__all__ = [
    "Capacity",
    "Scope",
    "WhyUnplaced",
    "brief_words",
    "done_words",
    "story_of_steps",
    "unplaced_words",
]
