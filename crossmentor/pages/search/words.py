"""Words as they are looked for: without capitals and accents, and those that come near."""

import re
from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

from rapidfuzz import process
from rapidfuzz.distance import OSA

WORD = re.compile(r"[^\W_]+")
# A query has so many words at most, and each may have meant so many.
MOST_WORDS, MOST_NEAR = 8, 5
# So many letters begin a word, are part of one, are half of one, stand for it alone.
BEGINS, WITHIN, HALF, ALONE = 3, 5, 4, 6
# Up to so many letters, so many may be wrong.
WRONG = ((3, 0), (4, 1), (8, 2), (100, 3))
# What Dutch puts between two words that it makes one of.
BETWEEN = ("", "s", "en")


class PlainSigns(dict):
    """Of each sign, by its number, the one that it counts as."""

    def __missing__(self, number):
        sign = chr(number)
        base = " " if sign in "-/" else normalize("NFD", sign)[0].lower()
        self[number] = base if len(base) == 1 else sign
        return self[number]


PLAIN = PlainSigns()


def folded(text: str) -> str:
    """The same number of signs, so that a place in it is one in `text`."""
    return text.translate(PLAIN)


def words_of(text: str) -> list[str]:
    return WORD.findall(folded(normalize("NFC", text)))


class Vocabulary:
    """The words of some texts, each with the number of texts that have it."""

    def __init__(self, texts: Iterable[str]):
        self.counts = Counter(word for text in texts for word in set(words_of(text)))
        # What is longer is not met by what is shorter: these are compared.
        self.long = [word for word in self.counts if len(word) >= HALF]

    def has_part(self, part: str) -> bool:
        """Whether it is one of these, the beginning of one, or part of a compound."""
        begins = any(word.startswith(part) for word in self.counts)
        return begins or bool(self.with_part(part))

    def with_part(self, part: str) -> list[str]:
        """Words that `part` stands in, not at the beginning: a compound ends in it."""
        if len(part) < WITHIN:
            return []
        return [word for word in self.long if part in word[1:]]

    def nearest(self, word: str, most: int = 100) -> list[str]:
        """The words that may have been meant, the likeliest first; or none comes near.

        At `most` so many letters are wrong.
        """
        wrong = min(most, next(by for letters, by in WRONG if len(word) <= letters))
        if not wrong:
            return []
        return self._near(word, self.long, wrong) or self._near(
            word, self._beginnings(len(word)), wrong
        )

    def _near(self, word, words, wrong):
        near = process.extract(
            word, words, scorer=OSA.distance, score_cutoff=wrong, limit=None
        )
        # Who mistypes seldom does so in the first letter.
        far = {known: by + (word[0] != known[0]) for known, by, _ in near}
        likely = [known for known in far if far[known] == min(far.values())]
        return sorted(likely, key=lambda word: (-self.counts[word], word))[:MOST_NEAR]

    def _beginnings(self, letters):
        """Of longer words: somebody is still typing, or typed half of a compound."""
        sizes = [size for size in (letters - 1, letters) if size >= HALF]
        return {word[:size] for word in self.long for size in sizes if len(word) > size}

    def halves(self, word: str) -> tuple[str, ...]:
        """Two words of these that make up `word`, the first as long as can be; or one."""
        ends = range(len(word) - HALF, HALF - 1, -1)
        splits = [
            (word[:end].removesuffix(between), word[end:])
            for end in ends
            for between in BETWEEN
        ]
        both = (
            halves for halves in splits if all(self._is_half(half) for half in halves)
        )
        either = (
            (half,)
            for halves in splits
            for half in halves
            if self._is_half(half, ALONE)
        )
        return next(both, ()) or next(either, ())

    def _is_half(self, word, letters=HALF):
        return len(word) >= letters and word in self.counts
