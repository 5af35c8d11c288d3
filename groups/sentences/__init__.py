"""One sentence for one fact; presenters and services call them."""

from groups.sentences.breaches import breach_words
from groups.sentences.broken import in_sentences, relaxed, too_many_words
from groups.sentences.lists import listed, listed_topics

__all__ = [
    "breach_words",
    "in_sentences",
    "listed",
    "listed_topics",
    "relaxed",
    "too_many_words",
]
