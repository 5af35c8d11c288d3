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
from workbook.kinds.told import ToldAnswer
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

MOST_CELLS = 3000


def kind_of(prompt):
    """The module of its kind."""
    return days if prompt.by_day else KINDS[prompt.kind]


def is_too_much(body: str) -> bool:
    """Whether it has more cells, if all its lines had as many, than anybody fills in.

    A kind makes something of each of them: such a text is told as the text that it is.
    """
    lines = lines_in(body)
    widest = max((line.count("\t") for line in lines), default=0)
    return len(lines) * (widest + 1) > MOST_CELLS


def told(prompt, body: str) -> ToldAnswer:
    """An answer as its reader reads it, in the active language. Never raises."""
    kind = words if is_too_much(body) else kind_of(prompt)
    return kind.told(prompt, body)


def fields(prompt, body: str, today) -> dict | None:
    """What the fields of a page show of a text; None: it is written as it stands."""
    kind = kind_of(prompt)
    if not hasattr(kind, "fields") or is_too_much(body):
        return None
    return {"kind": _name_of(prompt), **kind.fields(prompt, body, today)}


def _name_of(prompt):
    return "days" if prompt.by_day else prompt.kind


def composed(prompt, data, prefix: str) -> str | None:
    """The text that the fields of a page come to; None when it sent none of them."""
    kind = kind_of(prompt)
    if f"{prefix}-fields" not in data or not hasattr(kind, "posted"):
        return None
    if is_too_much(data.get(f"{prefix}-body", "")):
        return None
    rest = lines_in(data.get(f"{prefix}-rest", ""))
    text = joined([*kind.posted(prompt, data, prefix), *rest])
    return text if is_too_much(text) else kind.write(prompt, kind.read(prompt, text))


__all__ = [
    "ToldAnswer",
    "composed",
    "fields",
    "is_closed",
    "is_too_much",
    "kind_of",
    "told",
]
