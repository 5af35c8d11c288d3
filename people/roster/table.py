"""What a file of any kind is read into: sheets of numbered rows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import WINDOWS_EPOCH

MAX_ROWS = 50_000
MAX_COLUMNS = 200


class Formula(NamedTuple):
    """A cell that a program was to compute, and of which it kept nothing."""

    text: str


class CellError(NamedTuple):
    """A cell in which Excel shows an error, such as #N/A."""

    text: str


class Row(NamedTuple):
    """A row with something in it; `number` is the one that Excel shows.

    `formulas` are the places of cells that hold what was kept of a formula.
    """

    number: int
    cells: list[Any]
    hidden: bool = False
    torn: bool = False
    formulas: frozenset[int] = frozenset()


@dataclass
class Sheet:
    name: str
    rows: list[Row]
    epoch: datetime = WINDOWS_EPOCH
    starts: dict[int, Row] = field(default_factory=dict)

    def row(self, number: int) -> Row | None:
        if not self.starts:
            self.starts = {row.number: row for row in self.rows}
        return self.starts.get(number)


def is_blank(value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip(" \t\r\n\xa0"))


def trimmed(cells: list) -> list:
    """Return the cells without the blank ones at the end."""
    end = len(cells)
    while end and is_blank(cells[end - 1]):
        end -= 1
    return cells[:end]


def cell_name(column: int, row: int) -> str:
    """Return how Excel calls a cell; columns count from 0."""
    return f"{get_column_letter(column + 1)}{row}"
