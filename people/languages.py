"""From what people write about languages to codes of ISO 639."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from django.utils.translation import get_language

from people.wordlists import words_in

BETWEEN = re.compile(r"[,;/|+&\n\r•·]+")
ANDS = ("en", "and", "und", "et")
AND = re.compile(rf"\s+(?:{'|'.join(ANDS)})\s+", re.I)
ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]")
REMARK = re.compile(rf"{ASIDE.pattern}|:.*$|\s[-\u2013].*$")
LEVEL = re.compile(
    r"\b([abc][12]\+?|moedertaal|native|vloeiend|fluent|goed|basis)\b", re.I
)
WORDS = words_in(Path(__file__).with_suffix(".toml"))


def plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in text if not unicodedata.combining(sign)).strip()


@cache
def names() -> dict[str, str]:
    """Return the code of each language by its name in four languages."""
    by_name: dict[str, str] = {}
    codes = [
        code for code in Locale("en").languages if re.fullmatch(r"[a-z]{2,3}", code)
    ]
    for locale in map(Locale, ("en", "nl", "de", "fr")):
        for code in codes:
            if name := locale.languages.get(code):
                by_name.setdefault(plain(name), code)
    by_name.pop("", None)
    return by_name | WORDS["also"]


@lru_cache(maxsize=1000)
def parse(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes, in order and each once, and the words that are no language."""
    codes, unknown = [], []
    # "Engels (vloeiend, C1)" is one language.
    for part in BETWEEN.split(ASIDE.sub(" ", text)):
        for word in split(part):
            code = code_of(word)
            if code:
                codes.append(code)
            elif plain(word):
                unknown.append(word.strip())
    return tuple(dict.fromkeys(codes)), tuple(unknown)


def split(part: str) -> list[str]:
    part = REMARK.sub(" ", part).strip()
    words = part.split()
    if len(words) > 1 and all(code_of(word) for word in words):
        return words if all(map(is_code, words)) else without_ands(words)
    return AND.split(part)


def is_code(word: str) -> bool:
    return len(word) <= 3


def without_ands(words: list[str]) -> list[str]:
    """Between the names of languages "en" is no English; among codes it is."""
    first, *between, last = words
    return [first, *(word for word in between if word.lower() not in ANDS), last]


def code_of(word: str) -> str:
    word = LEVEL.sub(" ", REMARK.sub(" ", word))
    word = " ".join(word.split()).strip(" .*([")
    if match := re.fullmatch(r"([A-Za-z]{2})[-_][A-Za-z]{2,4}", word):
        word = match[1]
    key = plain(word)
    if len(key) in (2, 3) and key.isascii() and key in set(names().values()):
        return WORDS["countries"].get(key, key)
    return names().get(key) or WORDS["countries"].get(key, "")


def names_of(codes) -> list[str]:
    """Return the names of languages, in the active language."""
    language = get_language() or "en"
    words = {**WORDS["named"][language], **Locale.parse(language, sep="-").languages}
    return [words.get(code, code) for code in codes]
