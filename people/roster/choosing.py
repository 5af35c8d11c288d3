"""The columns of a file, laid out for a person to say what they hold."""

from dataclasses import dataclass
from typing import NamedTuple

from people.roster import reading
from people.roster.columns import HEADER_WITHIN, PEOPLE, likely_header, matches
from people.roster.headers import on_one_line
from people.roster.problems import FileRefused
from people.roster.table import Row, Sheet, cell_name, is_blank

SAMPLES = 3


class SheetColumn(NamedTuple):
    place: int
    letter: str
    header: str
    samples: list[str]
    field: str


@dataclass
class SheetChoice:
    """A sheet and its header row, as guessed or as asked for."""

    sheets: list[str]
    sheet: Sheet
    header: Row
    columns: list[SheetColumn]
    rows: list[int]


def columns_to_choose(
    content: bytes,
    remembered: dict,
    mapping: dict,
    sheet: str = "",
    row: int | None = None,
) -> SheetChoice:
    """Return the columns of `sheet`, with the names in `row`; raise FileRefused."""
    sheets = [sheet for sheet in reading.read_file(content) if sheet.rows]
    if not sheets:
        raise FileRefused("empty")
    chosen = mapping.get(PEOPLE, {})
    wanted = sheet or chosen.get("sheet")
    picked = next((sheet for sheet in sheets if sheet.name == wanted), None)
    picked = picked or max(sheets, key=lambda sheet: likeness(sheet, remembered))
    number = chosen.get("row", 0) if row is None else row
    header = picked.row(number) or likely_header(picked, remembered)
    return SheetChoice(
        sheets=[sheet.name for sheet in sheets],
        sheet=picked,
        header=header,
        columns=list(columns_of(picked, header, remembered, chosen)),
        rows=[row.number for row in picked.rows[:HEADER_WITHIN]],
    )


def likeness(sheet: Sheet, remembered: dict) -> int:
    return len(matches(likely_header(sheet, remembered), PEOPLE, remembered))


def columns_of(sheet, header, remembered, chosen):
    fields = {place: field for field, place in chosen.get("columns", {}).items()}
    if not fields:
        for field, places in matches(header, PEOPLE, remembered).items():
            fields[min(places)[1]] = field
    below = [row for row in sheet.rows if row.number > header.number]
    width = max(len(row.cells) for row in [header, *below[:50]])
    for place in range(width):
        name = header.cells[place] if place < len(header.cells) else None
        filled = [
            shown(row.cells[place])
            for row in below[:50]
            if place < len(row.cells) and not is_blank(row.cells[place])
        ]
        if not is_blank(name) or filled:
            yield SheetColumn(
                place=place,
                letter=cell_name(place, header.number).rstrip("0123456789"),
                header="" if is_blank(name) else on_one_line(name),
                samples=list(dict.fromkeys(filled))[:SAMPLES],
                field=fields.get(place, ""),
            )


def shown(value) -> str:
    return on_one_line(getattr(value, "text", value))[:40]
