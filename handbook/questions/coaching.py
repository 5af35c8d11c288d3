"""What the question coach says of the questions somebody plans to ask."""

import re
from dataclasses import dataclass
from pathlib import Path

from handbook.questions.rules import COCKTAIL, classify, rules
from handbook.questions.sentences import last_part, sentences
from writing.content import load

# What one look takes; the form says so.
MOST_LINES, LONGEST = 40, 6000
TOLD = Path(__file__).parent / "told"
# Where one question of a cocktail ends and the next begins.
LED = re.compile(r"^(?:en|and|&)\s+", re.IGNORECASE)
BETWEEN = re.compile(r"(?<=[?!.])\s+|,?\s+(?:en|and|&)\s+(?=\w)|,\s+(?=\w)")


@dataclass(frozen=True)
class Looked:
    """One question: `shows` is the part of it in which the kind shows."""

    question: str
    kind: str
    name: str
    reason: str
    say: str
    shows: str
    instead: tuple[str, ...]


def look_at(text: str, language: str, told_in: str) -> list[Looked]:
    """Of each line; at most so many of them, and of a text that is kept so much."""
    lines = [line.strip() for line in text[:LONGEST].splitlines() if line.strip()]
    return [
        _look(line, language, kinds_and_reasons(told_in)) for line in lines[:MOST_LINES]
    ]


def _look(line, language, words):
    verdict = classify(line, language)
    return Looked(
        question=line,
        kind=verdict.kind,
        name=words["kinds"][verdict.kind]["name"],
        reason=words["reasons"][verdict.why],
        say=words["kinds"][verdict.kind]["say"],
        shows=last_part(line)[verdict.start : verdict.end],
        instead=_instead(line, verdict, language),
    )


def _instead(line, verdict, language):
    if verdict.kind == COCKTAIL:
        return _apart(line, language)
    asked = sentences(line, rules(language).spelling)
    for rewrite in rules(language).rewrites:
        instead = rewrite.of(verdict, last_part(line), asked)
        if instead:
            return instead
    return ()


def _apart(line, language):
    """The questions of a cocktail one by one, where they can be taken apart."""
    parts = [LED.sub("", part.strip(" .,;")) for part in BETWEEN.split(line)]
    asking = [part for part in parts if rules(language).asks(part)]
    if len(asking) < 2:
        return ()
    return tuple(f"{part[0].upper()}{part[1:].rstrip(' ?')}?" for part in asking)


def kinds_and_reasons(language: str) -> dict:
    """What the page says of kinds and reasons."""
    return load(TOLD, language)
