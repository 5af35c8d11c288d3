"""From an uploaded file to lines that say who sits in whose group.

A file is read as a roster is: the same limits, kinds and refusals.
"""

import tomllib
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from people.roster import headers, reading
from people.roster.problems import CellRefused, FileRefused, Problem, file_sentence
from people.roster.table import cell_name
from people.roster.values import cleaned
from spaces.errors import DomainError

HEADER_WITHIN = 40
# A column with the mentor says more than one with the name of a group.
GROUP = ("mentor", "group")
NAMES = ("full_name", "given_name", "infix", "family_name")
PERSON = ("email", "employee_number", *NAMES)
# How long a cell of each field may be; of the reason as on the board.
MOST = dict.fromkeys((*GROUP, "role", *PERSON), 300) | {"pins": 2000, "reason": 2000}


@dataclass(frozen=True)
class SheetLine:
    """A row of the file: somebody, and whose group. `problems` as of a roster."""

    row: int
    group: str = ""
    role: str = ""
    email: str = ""
    number: str = ""
    name: str = ""
    pins: str = ""
    reason: str = ""
    problems: list[Problem] = field(default_factory=list)


def read_sheet(content: bytes) -> dict:
    """Return {"fields", "lines"} as JSON; raise DomainError with the mend in words."""
    try:
        columns, rows = _table(reading.read_file(content))
        lines = [_line(row, columns) for row in rows]
    except FileRefused as refusal:
        raise DomainError(file_sentence(refusal.problem)) from None
    lines = [line for line in lines if _says_something(line)]
    if not lines:
        raise DomainError(_("There are no people under the column names."))
    return {"fields": sorted(columns), "lines": [asdict(line) for line in lines]}


@cache
def words() -> dict:
    text = Path(__file__).with_name("headers.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _known() -> dict[str, tuple[str, int]]:
    return {
        headers.squeezed(name): (name_of_field, rank)
        for name_of_field, ranks in words()["columns"].items()
        for rank, names in enumerate(ranks)
        for name in names
    }


def field_of(header) -> tuple[str, int] | None:
    """The field that a column name stands for and its rank, the own names first."""
    if not isinstance(header, str):
        return None
    if own := _known().get(headers.squeezed(header)):
        return own
    if "mentor" in header.lower() and "mail" in header.lower():
        return "mentor", 0
    of_people = headers.field_of(header, "people")
    if of_people is None or of_people[0] not in MOST:
        return None
    return of_people[0], of_people[1] + len(_known())


def _table(sheets):
    """The columns of the one sheet that says who is in which group, and its rows."""
    tables = []
    for sheet in sheets:
        for header in sheet.rows[:HEADER_WITHIN]:
            columns = _columns(header)
            if all(columns.keys() & set(names) for names in (GROUP, PERSON)):
                tables.append((sheet, header, columns))
                break
    if not tables:
        raise DomainError(
            _(
                "No row with column names was found. Needed are a column Group or "
                "Mentor, and one that says who: E-mail, Employee number or Name."
            )
        )
    if len(tables) > 1:
        first, second = (sheet.name for sheet, _header, _columns in tables[:2])
        raise FileRefused("several_sheets", first=first, second=second)
    sheet, header, columns = tables[0]
    return columns, [row for row in sheet.rows if row.number > header.number]


def _columns(header) -> dict[str, int]:
    """The place of each field, of several the one whose name ranks first."""
    ranked: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(header.cells):
        if match := field_of(cell):
            name, rank = match
            ranked[name] = min(ranked.get(name, (rank, place)), (rank, place))
    return {name: place for name, (_rank, place) in ranked.items()}


def _line(row, columns) -> SheetLine:
    values, problems = {}, {"torn": Problem("torn", {})} if row.torn else {}
    for name, place in columns.items():
        cell = cell_name(place, row.number)
        value = row.cells[place] if place < len(row.cells) else None
        try:
            values[name] = _text(value, cell, name)
        except CellRefused as refusal:
            problems[name] = refusal.problem
    if values.get("email") or values.get("employee_number"):
        # The name is read by people alone then.
        problems = {
            name: problem for name, problem in problems.items() if name not in NAMES
        }
    return SheetLine(
        row=row.number,
        group=values.get("mentor") or values.get("group", ""),
        role=values.get("role", ""),
        email=values.get("email", ""),
        number=values.get("employee_number", ""),
        name=values.get("full_name")
        or " ".join(filter(None, (values.get(part) for part in NAMES))),
        pins=values.get("pins", ""),
        reason=values.get("reason", ""),
        problems=list(problems.values()),
    )


def _text(value, cell, name) -> str:
    if name == "pins" and isinstance(value, str):
        value = "; ".join(value.splitlines())
    text = cleaned(value, cell)
    if len(text) > MOST[name]:
        raise CellRefused("too_long", cell=cell, limit=MOST[name])
    return text


def _says_something(line) -> bool:
    """Without blank rows, and column names that stand there again."""
    again = field_of(line.group), field_of(line.email or line.name)
    filled = line.email or line.number or line.name or line.group or line.problems
    return bool(filled) and None in again
