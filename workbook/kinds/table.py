"""A table: a first line of the keys of its columns, then a row a line.

Where the prompt names the rows, the key of each comes before its cells. Columns and
rows of an earlier edition stay, behind the others.
"""

from dataclasses import dataclass
from itertools import zip_longest

from workbook.kinds import cell
from workbook.kinds.lines import cells_in, joined, line_of, lines_in, one_line
from workbook.kinds.told import ToldAnswer
from workbook.prompts import KEY


@dataclass(frozen=True, slots=True)
class TableRow:
    """`key` is "" where the person adds rows."""

    key: str
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(text.strip() for text in self.cells)


@dataclass(frozen=True, slots=True)
class TableValue:
    """`columns`: the keys of those of the prompt, then of earlier ones. `rest`: lines
    that are no row of it."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...] = ()
    rest: tuple[str, ...] = ()


def read(prompt, body: str) -> TableValue:
    lines = lines_in(body)
    live = [column.name for column in prompt.columns]
    names = _names(prompt, lines[0], live) if lines else None
    if names:
        del lines[0]
    # A first line may name some of them.
    names = [*(names or ()), *(name for name in live if name not in (names or ()))]
    rows, rest = {}, []
    for line in lines:
        key, cells = _parted(prompt, cells_in(line))
        row = dict(zip(names, cells, strict=False))
        fits = len(cells) <= len(names) and any(text.strip() for text in cells)
        if fits and (not prompt.rows or (key and key not in rows)):
            rows[key if prompt.rows else len(rows)] = row
        else:
            rest.append(line)
    used = {name for row in rows.values() for name, text in row.items() if text.strip()}
    columns = [*live, *(name for name in names if name in used - {*live})]
    return TableValue(tuple(columns), _rows(prompt, rows, columns), tuple(rest))


def _names(prompt, line, live):
    """The columns that a first line names; None where it is a row already."""
    first, *others = cells_in(line)
    if prompt.rows and first:
        return None
    names = others if prompt.rows else [first, *others]
    known = {*live, *prompt.dropped}
    sound = len({*names}) == len(names) and all(map(KEY.fullmatch, names))
    return names if sound and known.intersection(names) else None


def _parted(prompt, cells):
    return (cells[0], cells[1:]) if prompt.rows else ("", cells)


def _rows(prompt, rows, columns):
    """In the order of the prompt, then as they stand."""
    keys = [key for key in prompt.rows if key in rows]
    keys += [key for key in rows if key not in prompt.rows]
    return tuple(
        TableRow(
            key if prompt.rows else "",
            tuple(rows[key].get(column, "") for column in columns),
        )
        for key in keys
    )


def write(prompt, table: TableValue) -> str:
    before = [""] if prompt.rows else []
    rows = [
        line_of([*([row.key] if prompt.rows else []), *row.cells])
        for row in table.rows
        if not row.is_empty
    ]
    if not rows and not table.rest:
        return ""
    return joined([line_of([*before, *table.columns]), *rows, *table.rest])


def posted(prompt, data, prefix: str) -> list[str]:
    """The lines that the fields of a page come to: of each column as many as rows."""
    # One of which no cell was sent says nothing.
    columns = [
        name
        for name in dict.fromkeys(cells_in(data.get(f"{prefix}-columns", "")))
        if KEY.fullmatch(name) and f"{prefix}-cell-{name}" in data
    ]
    cells = [data.getlist(f"{prefix}-cell-{column}") for column in columns]
    keys = data.getlist(f"{prefix}-row")
    before = [""] if prompt.rows else []
    lines = [line_of([*before, *columns])]
    for key, *row in zip_longest(keys, *cells, fillvalue=""):
        row = [one_line(text) for text in row]
        if any(row):
            lines.append(line_of([*([key] if prompt.rows else []), *row]))
    return lines if len(lines) > 1 else []


def label_of(prompt, name: str) -> str:
    """Of a column; one of an earlier edition that has none is called by its key."""
    labels = {column.name: column.label for column in prompt.columns}
    return {**prompt.dropped, **labels}.get(name, name)


def column_of(prompt, name: str):
    return next((column for column in prompt.columns if column.name == name), None)


def fields(prompt, body: str, today) -> dict:
    """What the fields of a page show: its rows, and empty ones where they are added."""
    table = read(prompt, body)
    rows = {row.key: row for row in table.rows} if prompt.rows else table.rows
    if prompt.rows:
        keys = [*prompt.rows, *(key for key in rows if key not in prompt.rows)]
        rows = [rows.get(key, TableRow(key, ())) for key in keys]
    else:
        rows = [*rows, *([TableRow("", ())] * max(prompt.lines - len(rows), 1))]
    labels = {**prompt.dropped, **prompt.rows}
    return {
        "columns": table.columns,
        "head": line_of([*([""] if prompt.rows else []), *table.columns]),
        "labels": [label_of(prompt, name) for name in table.columns],
        "rows": [
            (row.key, labels.get(row.key, row.key), _fields(prompt, table, row))
            for row in rows
        ],
        "new_row": None if prompt.rows else _fields(prompt, table, TableRow("", ())),
        "rest": table.rest,
    }


def _fields(prompt, table, row):
    cells = zip_longest(table.columns, row.cells, fillvalue="")
    return [
        cell.field_of(column_of(prompt, name), name, label_of(prompt, name), value)
        for name, value in cells
    ]


def told(prompt, body: str) -> ToldAnswer:
    table = read(prompt, body)
    head = [label_of(prompt, name) for name in table.columns]
    columns = [column_of(prompt, name) for name in table.columns]
    labels = {**prompt.dropped, **prompt.rows}
    rows = []
    for row in table.rows:
        cells = [
            cell.cell_in_words(*pair) for pair in zip(columns, row.cells, strict=True)
        ]
        before = [labels.get(row.key, row.key)] if prompt.rows else []
        rows.append((*before, *cells))
    head = ["", *head] if prompt.rows else head
    return ToldAnswer(
        shape="table", head=tuple(head), rows=tuple(rows), rest=joined(table.rest)
    )
