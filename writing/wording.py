"""A look at the wording of a text by lists of words; it knows words, no tone.

A list is a rule of a file in TOML:

    strong = ["altijd", "keer op keer", "zeur*"]   # counts the first time
    weak = ["misschien", "even"]       # two or more in one text count
    unless = ["niet", "bijna"]         # not when one of these comes right before
    signs = ["!!", ";-)"]              # as they stand, not as words
    begins = ["je bent"]               # only where the text begins
    missing = ["maandag", "?"]         # stands out when none of these is there
    longest = 30                       # in words; stands out when there are more
    fields = ["saw"]                   # only in these texts of a page; else in each
    say = "Tel het."                   # what a page says of it

Whole words, capitals and accents of stress do not count, several words are that very
sequence, and a `*` stands for any ending. What is quoted is not looked at: the words of
somebody else are theirs.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

WORD = re.compile(r"\w+(?:['\u2019-]\w+)*\*?")
# Longer ones are no words; looking for beginnings of them would cost.
LONGEST_WORD = 60
# Some pages of signs. A text may be of any length; a look at it takes its time.
READ = 20_000
# What closes a quotation; as an apostrophe it stands before a letter.
CLOSING = {
    "\u201c": re.compile("[\u201d\u201c]"),
    "\u201e": re.compile("[\u201d\u201c]"),
    "\u2018": re.compile(r"\u2019(?!\w)"),
    "\u00ab": re.compile("\u00bb"),
    '"': re.compile('"'),
}
OPENING = re.compile("[" + "".join(CLOSING) + "]")
ACUTE, DIAERESIS = "\u0301", "\u0308"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in small letters; `start` and `end` are where it stands in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class WordingRule:
    """One list; `key` tells it apart within its file."""

    key: str
    say: str = ""
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    longest: int = 0
    fields: tuple[str, ...] = ()

    @classmethod
    def read(cls, key: str, settings: dict) -> "WordingRule":
        """From its table in a file; raises TypeError for what no rule has."""
        lists = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in settings.items()
        }
        return cls(key, **lists)

    @cached_property
    def _strong(self):
        return Phrases(self.strong)

    @cached_property
    def _weak(self):
        return Phrases(self.weak)

    @cached_property
    def _unless(self):
        return Phrases(self.unless)

    @cached_property
    def _begins(self):
        return Phrases(self.begins)

    @cached_property
    def _missing(self):
        return Phrases(self.missing)

    def misses(self, text: str, words: list["Word"]) -> bool:
        """Whether none is there of what it asks for; a sign is no word."""
        signs = [each for each in self.missing if not WORD.search(each)]
        there = any(sign in text for sign in signs) or self._missing.places(words)
        return bool(self.missing) and not there


@dataclass(frozen=True)
class RuleMatch:
    """What stands out: the words of the text, each once; none where some are missing
    or there are too many."""

    rule: WordingRule
    words: tuple[str, ...] = ()


def look(rules: Iterable[WordingRule], text: str, field: str = "") -> list[RuleMatch]:
    """What each rule finds in the text, in their order; never raises."""
    text = unquoted(normal(first_part(text)))
    words = words_of(text)
    if not words:
        return []
    here = [rule for rule in rules if not rule.fields or field in rule.fields]
    found = [_look(rule, text, words) for rule in here]
    return [each for each in found if each]


def _look(rule, text, words):
    strong = _counted(rule, rule._strong, words)
    weak = _counted(rule, rule._weak, words)
    spans = strong + (weak if len(weak) > 1 else [])
    spans += [span for span in rule._begins.spans(words) if span[0] == words[0].start]
    pieces = [text[start:end] for start, end in _outermost(spans)]
    pieces += [sign for sign in rule.signs if sign in text]
    if pieces:
        return RuleMatch(rule, _each_once(pieces))
    if rule.misses(text, words):
        return RuleMatch(rule)
    return RuleMatch(rule) if 0 < rule.longest < len(words) else None


def _counted(rule, phrases, words):
    """Where they stand, but for those that a word before them takes back."""
    before = {words[last].end for _, last in rule._unless.places(words)}
    spans = []
    for first, last in phrases.places(words):
        if first == 0 or words[first - 1].end not in before:
            spans.append((words[first].start, words[last].end))
    return spans


def _outermost(spans):
    """In their order, without what lies within another."""
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > last:
            yield start, end
            last = end


def _each_once(pieces):
    return tuple({each.casefold(): each for each in reversed(pieces)}.values())[::-1]


def first_part(text: str) -> str:
    """As much of a text as is looked at."""
    return text[:READ]


def normal(text: str) -> str:
    """The text as everything here reads it: one form of each letter."""
    return unicodedata.normalize("NFC", text)


def words_of(text: str) -> list[Word]:
    return [
        Word(match[0].lower().replace("\u2019", "'"), *match.span())
        for match in WORD.finditer(text)
    ]


def unquoted(text: str, mark: str = "") -> str:
    """As long a text, with blanks, and a mark before them, for what is quoted; a
    quotation without end is none."""
    parts, here, endless = [], 0, set()
    for opening in OPENING.finditer(text):
        start, quote = opening.start(), opening[0]
        if start < here or quote in endless:
            continue
        closing = CLOSING[quote].search(text, start + 1)
        if closing is None:
            endless.add(quote)
            continue
        parts += [text[here:start], mark.ljust(closing.end() - start)]
        here = closing.end()
    return "".join([*parts, text[here:]])


def without(mark: str, word: str) -> str:
    """The word without accents of one kind."""
    bare = unicodedata.normalize("NFD", word).replace(mark, "")
    return unicodedata.normalize("NFC", bare)


@dataclass(frozen=True)
class Phrases:
    """Words and sequences of words, to be found in a text in one pass."""

    listed: tuple[str, ...]
    _by_first: dict = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        by_first = {}
        for phrase in self.listed:
            for spelled in {phrase, without(DIAERESIS, phrase)}:
                words = tuple(word.text for word in words_of(normal(spelled)))
                if words:
                    by_first.setdefault(words[0], set()).add(words)
        longest_first = {
            first: sorted(phrases, key=lambda words: (-len(words), words))
            for first, phrases in by_first.items()
        }
        object.__setattr__(self, "_by_first", longest_first)

    def spans(self, words: list[Word]) -> list[tuple[int, int]]:
        """Where in the text they stand."""
        return [
            (words[first].start, words[last].end) for first, last in self.places(words)
        ]

    def places(self, words: list[Word]) -> list[tuple[int, int]]:
        """The first and the last word of each, the longest of those that begin alike."""
        places = []
        for at in range(len(words) if self._by_first else 0):
            length = self._length_at(words, at)
            if length:
                places.append((at, at + length - 1))
        return places

    def _length_at(self, words, at):
        longest = 0
        for first in _keys(words[at].text):
            for phrase in self._by_first.get(first, ()):
                if len(phrase) > longest and _stands(phrase, words, at):
                    longest = len(phrase)
        return longest


def _keys(word):
    """Under which a phrase that begins with this word may be listed."""
    for spelled in _spellings(word):
        yield spelled
        yield from (f"{spelled[:end]}*" for end in range(2, len(spelled) + 1))


def _stands(phrase, words, at):
    here = words[at : at + len(phrase)]
    return len(here) == len(phrase) and all(map(_is_word, phrase, here))


def _is_word(listed, word):
    return any(
        spelled.startswith(listed[:-1]) if listed.endswith("*") else spelled == listed
        for spelled in _spellings(word.text)
    )


def _spellings(word):
    if len(word) > LONGEST_WORD:
        return ()
    if word.isascii():
        return (word,)
    return dict.fromkeys((word, without(ACUTE, word)))
