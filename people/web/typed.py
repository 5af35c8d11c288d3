"""The one door for what people type: what is meant by it, as everybody sees it.

Every text of a form comes through `Line` or `Lines`, and a cell of a roster and a
search through `one_line`; a test walks the forms.
"""

import unicodedata

from django import forms
from wcwidth import iter_graphemes

# Signs that join what stands beside them: in Persian and Hindi, and in emoji.
JOINERS = "\u200c\u200d"
JOINED = {"Lo", "Mn", "Mc", "So", "Sm", "Sk"}
# Signs of format that are seen (an Arabic sign of number, and its like).
SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
# Letters, marks and symbols by their kind, and nothing to see.
BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0"
BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")
# What waves a flag of a region: its letters follow the flag.
FLAG, LETTERS_OF_FLAG = "\U0001f3f4", range(0xE0020, 0xE0080)


def one_line(text: str) -> str:
    """Return a text in one form on one line, without what cannot be seen."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_seen(" ".join(text.translate(BREAKS).split())).split())


def lines(text: str) -> str:
    """The same of a longer text, which keeps its lines and tabs."""
    return _seen(text.translate(BREAKS))


def _seen(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    kept = []
    for place, sign in enumerate(text):
        if _is_seen(sign) or (
            _joins(text, place) if sign in JOINERS else _is_of_flag(sign, kept)
        ):
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_seen(sign: str) -> bool:
    if sign in "\n\r\t":
        return True
    unseen = unicodedata.category(sign) in ("Cc", "Cf", "Cs") or sign in BLANK
    return ord(sign) in SEEN or not unseen


def _joins(text: str, place: int) -> bool:
    beside = text[place - 1 : place], text[place + 1 : place + 2]
    return all(sign and unicodedata.category(sign) in JOINED for sign in beside)


def _is_of_flag(sign: str, kept: list[str]) -> bool:
    before = kept[-1:] and kept[-1]
    return ord(sign) in LETTERS_OF_FLAG and (
        before == FLAG or (bool(before) and ord(before) in LETTERS_OF_FLAG)
    )


def signs(text: str) -> list[str]:
    """What people take for one sign each, of however many code points."""
    return list(iter_graphemes(text))


def shortened(text: str, most: int, size=len) -> str:
    """So much of the text as has at most that size, in whole signs."""
    if size(text) <= most:
        return text
    kept, left = [], most
    for sign in signs(text):
        left -= size(sign)
        if left < 0:
            break
        kept.append(sign)
    return "".join(kept)


def _uncut(attrs: dict) -> dict:
    """No browser cuts what is pasted: what is too long is said, and stays."""
    return {name: value for name, value in attrs.items() if name != "maxlength"}


class Line(forms.CharField):
    """A name, a place, a subject: one line."""

    def widget_attrs(self, widget):
        return _uncut(super().widget_attrs(widget))

    def to_python(self, value):
        value = super().to_python(value)
        return one_line(value) or self.empty_value if value else value


class Lines(forms.CharField):
    """A text of several lines."""

    widget = forms.Textarea

    def widget_attrs(self, widget):
        return _uncut(super().widget_attrs(widget))

    def to_python(self, value):
        value = super().to_python(value)
        return lines(value) or self.empty_value if value else value
