"""Which column holds what, by its name."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from people.wordlists import words_in

WORDS = words_in(Path(__file__).with_suffix(".toml"))
MANAGER = re.compile(r"leidinggev|manager|chef|supervisor|teamleider|teamlead")
PRIVATE = re.compile(r"priv|persoonlijk|personal|thuis|home|alternat|secund|secondary")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def on_one_line(header) -> str:
    """Return a column name as it is shown and remembered."""
    return " ".join(CONTROL.sub(" ", str(header)).split())[:200]


def squeezed(header) -> str:
    """Return the letters and digits of a column name, without case and accents."""
    text = unicodedata.normalize("NFKD", str(header)).lower()
    return "".join(sign for sign in text if sign.isalnum())


def without_remark(header: str) -> str:
    return re.sub(r"[(\[{].*?[)\]}]", "", header)


@cache
def known(kind: str) -> dict[str, tuple[str, int]]:
    """Return the field and rank of each column name, for sheets of a kind."""
    return {
        squeezed(name): (field, rank)
        for field, ranks in WORDS[kind].items()
        for rank, names in enumerate(ranks)
        for name in names
    }


def field_of(header, kind: str) -> tuple[str, int] | None:
    """Return the field that a column name stands for and its rank, or None."""
    if not isinstance(header, str) or len(header) > 200:
        return None
    names = known(kind)
    if "mail" in squeezed(header) and PRIVATE.search(squeezed(header)):
        return None
    for form in (squeezed(header), squeezed(without_remark(header))):
        if form in names:
            return names[form]
    form = squeezed(header)
    if kind == "people" and "mail" in form and len(form) < 60:
        if MANAGER.search(form):
            return "manager", 5
        return "email", 5
    return None


def fields_of(kind: str) -> list[str]:
    return list(dict.fromkeys(field for field, _rank in known(kind).values()))


def recognised(cells) -> int:
    """Return how many different fields a row of column names would give."""
    return max(
        len({match[0] for cell in cells if (match := field_of(cell, kind))})
        for kind in ("people", "projects")
    )
