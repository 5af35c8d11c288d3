from groups.words.breaches import tell_breaches
from groups.words.broken import in_sentences, joining_breaks, leading_breaks, relaxed
from groups.words.capacity import Field, Places
from groups.words.done import brief_words, done_words
from groups.words.lists import listed
from groups.words.steps import story_of_steps
from groups.words.unplaced import Reason, unplaced_words

__all__ = [
    "Field",
    "Places",
    "Reason",
    "brief_words",
    "done_words",
    "in_sentences",
    "joining_breaks",
    "leading_breaks",
    "listed",
    "relaxed",
    "story_of_steps",
    "tell_breaches",
    "unplaced_words",
]
