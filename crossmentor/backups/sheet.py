"""The sheet of paper in the safe: master keys in a form that can be typed again.

Each line ends in four check digits of its own, so that a slip is found where it is.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field

from spaces.marks import fingerprint

GROUP, GROUPS = 4, 3
ON_A_LINE = GROUP * GROUPS
# 32 bytes are 44 letters.
LINES = (12, 12, 12, 8)


def check_digits(*parts) -> str:
    words = "|".join(map(str, parts))
    return hashlib.sha256(words.encode()).hexdigest()[:4]


def lines(name: str, key: bytes) -> list[str]:
    """What is to be typed: a line with the name, and four with the key."""
    known = fingerprint(key)
    letters = base64.b64encode(key).decode()
    typed = [f"key {name}   {known}   {check_digits(name, known)}"]
    for number in range(1, len(LINES) + 1):
        part = letters[(number - 1) * ON_A_LINE : number * ON_A_LINE]
        groups = [part[start : start + GROUP] for start in range(0, len(part), GROUP)]
        row = " ".join(groups).ljust(ON_A_LINE + GROUPS - 1)
        typed.append(f"  {number}   {row}   {check_digits(number, part)}")
    return typed


@dataclass
class Typed:
    """A key as somebody typed it; `faults` say which lines do not fit."""

    name: str
    known: str
    parts: dict[int, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def key(self) -> bytes | None:
        """Its 32 bytes, when every line fits and it has that fingerprint."""
        letters = "".join(self.parts.get(number, "") for number in (1, 2, 3, 4))
        try:
            key = base64.b64decode(letters, validate=True)
        except (binascii.Error, ValueError):
            return None
        if self.faults or len(key) != 32 or fingerprint(key) != self.known:
            return None
        return key

    @property
    def word(self) -> str:
        """As MASTER_KEYS takes it."""
        return f"{self.name}:{base64.b64encode(self.key).decode()}"


def parse_sheet(text: str) -> list[Typed]:
    """The keys on a typed sheet; what else stands on it is passed over.

    Blanks and the capitals of check digits make no difference.
    """
    keys: list[Typed] = []
    for line in text.splitlines():
        words = line.split()
        if len(words) >= 3 and words[0].lower() == "key":
            keys.append(_key(words))
        elif keys and words and re.fullmatch(r"[1-4][.:)]?", words[0]):
            _take_line(keys[-1], int(words[0][0]), words[1:])
    for typed in keys:
        missing = [n for n in (1, 2, 3, 4) if n not in typed.parts]
        typed.faults += [f"line {number} is missing" for number in missing]
        if not typed.faults and typed.key is None:
            typed.faults.append("its lines fit, and are not of one key")
    return keys


def _key(words) -> Typed:
    typed = Typed(name=words[1], known=words[2].lower())
    if words[3:] != [] and words[3].lower() == check_digits(typed.name, typed.known):
        return typed
    typed.faults.append("the line with its name and fingerprint does not fit")
    return typed


def _take_line(typed, number, words):
    part, digits = "".join(words[:-1]), "".join(words[-1:]).lower()
    if number in typed.parts:
        typed.faults.append(f"line {number} is there twice")
    typed.parts[number] = part
    if len(part) != LINES[number - 1] or digits != check_digits(number, part):
        typed.faults.append(f"line {number} does not fit")
