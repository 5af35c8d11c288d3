"""Pins as they are written in a cell: "with Anna Berg; not with Piet Jansen"."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from boards.models import Pin
from boards.sheets.people import Unknown
from boards.sheets.reading import words


class Pins(NamedTuple):
    """Keys of mentors with the kind of pin; what could not be read, as it stands there."""

    pins: list[tuple[str, Pin.Kind]]
    away: bool
    unread: list[str]


def pins_of(line, mentor_of) -> Pins:
    """Of the row of a mentee; `mentor_of` says who is called so, or raises Unknown."""
    pins = Pins([], False, [])
    for word in _parts(line.pins):
        try:
            pins.pins.append(_pin(word, mentor_of))
        except Unknown:
            pins.unread.append(word)
    return pins


def pins_of_mentor(line) -> Pins:
    """A mentor is available or not, and is pinned to nobody."""
    is_away = _is_away(line.pins)
    return Pins([], is_away, [] if is_away else _parts(line.pins))


def _parts(text) -> list[str]:
    return list(filter(None, map(str.strip, text.split(";"))))


def _is_away(word) -> bool:
    return word.strip().lower() in words()["pins"]["away"]


def _pin(word, mentor_of):
    # "not with" before "with".
    for kind in (Pin.Kind.FORBID, Pin.Kind.LOCK):
        for start in words()["pins"][kind]:
            if word.lower().startswith(f"{start} "):
                return mentor_of(word[len(start) :].strip()), kind
    raise Unknown("", "")


def written(names) -> str:
    """`names` of mentors, each with the kind of pin."""
    kinds = {Pin.Kind.LOCK: _("with %(name)s"), Pin.Kind.FORBID: _("not with %(name)s")}
    return "; ".join(kinds[kind] % {"name": name} for name, kind in names)


def written_away() -> str:
    return _("not available")
