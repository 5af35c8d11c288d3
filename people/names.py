"""Taking names apart, with the Dutch *tussenvoegsel* in its own place."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from people.wordlists import words_in

APOSTROPHES = "'\u2018\u2019"
STRAIGHT = {0x2018: "'", 0x2019: "'"}


@cache
def infixes() -> set[str]:
    return set(words_in(Path(__file__).with_suffix(".toml"))["infixes"])


def is_infix(word: str) -> bool:
    return word.lower().translate(STRAIGHT) in infixes()


def words_of(name: str) -> list[str]:
    """Its words in small letters; the vowel signs of Hindi or Thai belong to them."""
    letters = (sign if _is_letter(sign) else " " for sign in name.casefold())
    return "".join(letters).split()


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def split_family(text: str) -> tuple[str, str]:
    """Return infix and family name of "van den Berg", "Berg, van den", "Berg van den"."""
    if "," in text:
        family, _comma, infix = text.partition(",")
        if infix.split() and all(map(is_infix, infix.split())):
            return infix.strip(), family.strip()
    words = text.split()
    start = 0
    while start < len(words) - 1 and is_infix(words[start]) and words[start].islower():
        start += 1
    if start:
        return " ".join(words[:start]), " ".join(words[start:])
    end = len(words)
    while end > 1 and is_infix(words[end - 1]) and words[end - 1].islower():
        end -= 1
    return " ".join(words[end:]), " ".join(words[:end])


def split_full(text: str) -> tuple[str, str, str]:
    """Return given name, infix and family name of a name written in one cell."""
    if "," in text:
        family, _comma, rest = text.partition(",")
        infix, comma, given = rest.partition(",")
        if (
            comma
            and given.split()
            and infix.split()
            and all(map(is_infix, infix.split()))
        ):
            rest = f"{given} {infix}"
        return split_reversed(family.strip(), call_name(rest.strip()))
    words = call_name(text).split()
    if len(words) < 2:
        return " ".join(words), "", ""
    start = next(
        (place for place, word in enumerate(words[1:-1], 1) if is_infix(word)), None
    )
    if start is None:
        return " ".join(words[:-1]), "", words[-1]
    given, rest = " ".join(words[:start]), words[start:]
    # With a capital it is part of the family name: Fatima El Amrani, Tom Van Acker.
    if not rest[0][0].islower() and rest[0][0] not in APOSTROPHES:
        return given, "", " ".join(rest)
    infix, family = split_family(" ".join(rest))
    return given, infix, family


def split_reversed(family: str, rest: str) -> tuple[str, str, str]:
    words = rest.split()
    end = len(words)
    while end > 1 and is_infix(words[end - 1]):
        end -= 1
    infix, given = " ".join(words[end:]), " ".join(words[:end])
    if not infix:
        infix, family = split_family(family)
    return given, infix, family


def call_name(text: str) -> str:
    """Return "P. (Pieter) de Boer" as "Pieter de Boer"."""
    match = re.fullmatch(r"((?:\w\.\s?)+|\w+)\s*\(([^()]+)\)\s*(.*)", text)
    if match and match[2].strip():
        return f"{match[2].strip()} {match[3]}".strip()
    return text
