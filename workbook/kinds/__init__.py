"""What the answer to a prompt of each kind is: always one plain text.

Each kind reads a text into a value and writes it back (`read`, `write`), makes the lines
of the fields of a page (`posted`, where it has any of its own), and tells the text with
labels (`told`). What it does not know it keeps and shows as it stands.
"""

from workbook.kinds import (
    choice,
    circle,
    day,
    days,
    items,
    scale,
    table,
    words,
)
from workbook.kinds.letter import is_closed
from workbook.kinds.lines import joined, lines_in
from workbook.kinds.told import Told
from workbook.prompts import (
    CHOICE,
    CIRCLE,
    DATE,
    LETTER,
    LIST,
    LONG,
    SCALE,
    SHORT,
    TABLE,
)

KINDS = {
    LONG: words,
    SHORT: words,
    LETTER: words,
    LIST: items,
    SCALE: scale,
    CHOICE: choice,
    DATE: day,
    TABLE: table,
    CIRCLE: circle,
}


def kind_of(prompt):
    """The module of its kind."""
    return days if prompt.by_day else KINDS[prompt.kind]


def told(prompt, body: str) -> Told:
    """An answer as its reader reads it, in the active language. Never raises."""
    return kind_of(prompt).told(prompt, body)


def fields(prompt, body: str, today) -> dict | None:
    """What the fields of a page show of a text; None: it is written as it stands."""
    kind = kind_of(prompt)
    if not hasattr(kind, "fields"):
        return None
    return {"kind": _name_of(prompt), **kind.fields(prompt, body, today)}


def _name_of(prompt):
    return "days" if prompt.by_day else prompt.kind


def composed(prompt, data, prefix: str) -> str | None:
    """The text that the fields of a page come to; None when it sent none of them."""
    kind = kind_of(prompt)
    if f"{prefix}-fields" not in data or not hasattr(kind, "posted"):
        return None
    rest = lines_in(data.get(f"{prefix}-rest", ""))
    lines = kind.posted(prompt, data, prefix)
    return kind.write(prompt, kind.read(prompt, joined([*lines, *rest])))


__all__ = ["Told", "composed", "fields", "is_closed", "kind_of", "told"]
