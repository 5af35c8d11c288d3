"""One sentence for one fact; presenters and services call them."""

from groups.sentences.breaches import tell_breaches
from groups.sentences.broken import (
    in_sentences,
    joining_breaks,
    leading_breaks,
    relaxed,
)
from groups.sentences.lists import listed

__all__ = [
    "in_sentences",
    "joining_breaks",
    "leading_breaks",
    "listed",
    "relaxed",
    "tell_breaches",
]
