"""A question as the rules read it: sentences of plain words, spelled one way.

`< heb je dat al gedaan ? >` is one sentence. What is quoted is one word, `«»`; accents of
stress are gone; the files of rules say which spellings are one (`u` is `je`, `don't` is
`do n't`).
"""

import re
from dataclasses import dataclass, replace

from writing.wording import ACUTE, normal, unquoted, without

# A question stands at the end of what is typed; more before it is not read.
READ = 1500
QUOTED = "«»"
# Straight ones: a blank outside and a word inside, which is not 's or 't.
SINGLE = re.compile(
    r"(?<![\w'])'(?!(?:[stmnkd]|em|cause)\b)(?=\w)[^'\n]{0,80}(?:\w'\w[^'\n]{0,80})?'(?!\w)"
)
BITS = re.compile(
    rf"{QUOTED}|(?:mr|mrs|ms|dr|dhr|mevr|bijv|bv|nl|st)\.(?=\s)|\w+(?:[.:'-]\w+)*|'\w+"
    r"|\.{2,}|[.?!,;:()&\u2026\u2013\u2014]|(?<=\s)-+(?=\s|$)",
    re.IGNORECASE,
)
ENDS = (".", "!", ";", "\u2026", "?")
PAUSES = {"(": ",", ")": ",", "\u2013": ",", "\u2014": ","}


@dataclass(frozen=True)
class Sentence:
    """`text` as above; `places`: of each bit, where it is in that and in what was typed."""

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int, int], ...]

    @property
    def asks(self) -> bool:
        return self.text.endswith(" ? >")

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Where the part of `text` from `start` on is in `last_part(text)`."""
        spans = [place[1:] for place in self.places if start <= place[0] < end]
        return (spans[0][0], spans[-1][1]) if spans else (0, 0)


def last_part(text: str) -> str:
    """As much of a text as is looked at."""
    return normal(text)[-READ:]


def sentences(text: str, spelling: dict[str, str]) -> list[Sentence]:
    """Those of `last_part(text)`."""
    done, bits = [], []
    for bit, *place in _bits(last_part(text)):
        if bit not in ENDS:
            bits.append((bit, place))
        elif bits:
            done.append(_sentence(bits, bit, spelling))
            bits = []
        elif bit == "?" and done:
            done[-1] = replace(done[-1], text=f"{done[-1].text[:-3]}? >")
    if bits:
        done.append(_sentence(bits, ".", spelling))
    return [sentence for sentence in done if sentence.words]


def _bits(text):
    plain = unquoted(text, QUOTED).replace("\u2019", "'").replace("\u2018", "'")
    plain = SINGLE.sub(lambda quoted: QUOTED.ljust(len(quoted[0])), plain)
    for match in BITS.finditer(plain):
        bit = match[0].lower()
        if bit[0] in "-":
            bit = ","
        elif bit.startswith(".."):
            bit = "\u2026"
        yield PAUSES.get(bit, bit), *match.span()


def _sentence(bits, end, spelling):
    words, places, parts, length = [], [], ["<"], 2
    for bit, place in bits:
        spelled = _spelled(bit, spelling)
        places.append((length, *place))
        parts.append(spelled)
        length += len(spelled) + 1
        words += [each for each in spelled.split() if each[0].isalnum()]
    if not words and any(bit == QUOTED for bit, _ in bits):
        words = [QUOTED]
    return Sentence(" ".join([*parts, end, ">"]), tuple(words), tuple(places))


def _spelled(bit, spelling):
    word = bit if bit.isascii() else without(ACUTE, bit)
    return spelling.get(word, word)
