from dataclasses import dataclass
from functools import reduce
from typing import Any

# What a label ends with that needs no colon.
ENDS = (".", "?", "!", "…", ":")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """An answer in the words of who reads it, with labels in place of keys.

    `shape` says how it is drawn (`templates/workbook/kinds/_told.html`): "words",
    "list", "scale", "choice", "date", "table" or "circle". `head` are the labels of
    columns, of the cells of all `rows`. `rest` is what does not fit, as it stands.
    """

    shape: str
    rows: tuple[tuple[str, ...], ...] = ()
    head: tuple[str, ...] = ()
    rest: str = ""
    picture: Any = None

    def __bool__(self):
        return bool(self.rows or self.rest)

    @property
    def text(self) -> str:
        """The same as a plain text."""
        lines = [self._line(number, row) for number, row in enumerate(self.rows, 1)]
        return "\n".join([*lines, *([self.rest] if self.rest else [])])

    @property
    def named_rows(self) -> list:
        """The cells of each row, each behind the label of its column."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]

    def _line(self, number, row):
        if self.shape == "list":
            return f"{number}. {row[0]}"
        if self.shape in ("scale", "words", "choice", "date"):
            return reduce(labelled, row)
        if self.shape == "circle":
            return " · ".join(cell for cell in row if cell)
        return self._cells(row)

    def _cells(self, row):
        """A row of a table: what each cell is, and what it holds."""
        named = list(zip(self.head, row, strict=True))
        cells = [labelled(label, cell) for label, cell in named if label and cell]
        line = " · ".join(cells)
        # A row that has a name begins with it.
        for name in [cell for label, cell in named if cell and not label]:
            mark = " " if name.endswith(ENDS) else " · "
            line = mark.join(filter(None, (name, line)))
        return line


def labelled(label: str, words: str) -> str:
    """A question, or a label that is a sentence, is followed by no colon."""
    return f"{label} {words}" if label.endswith(ENDS) else f"{label}: {words}"
