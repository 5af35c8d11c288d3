"""Rows on their way to a verdict."""

from dataclasses import dataclass, field
from datetime import date

from people.roster.columns import Layout
from people.roster.headers import squeezed
from people.roster.problems import CellRefused, Problem
from people.roster.table import Row, cell_name, is_blank

FIELDS = (
    "given_name",
    "infix",
    "family_name",
    "email",
    "employee_number",
    "team",
    "department",
    "discipline",
    "location",
    "manager_email",
    "hired_on",
    "years_experience",
    "languages",
    "working_days",
)
ADD, CHANGE, LEAVE, REFUSE, SKIP = "add", "change", "leave", "refuse", "skip"
VERDICTS = (ADD, CHANGE, LEAVE, REFUSE, SKIP)

TOTALS = (
    "totaal",
    "total",
    "subtotaal",
    "subtotal",
    "eindtotaal",
    "grandtotal",
    "totalen",
    "totals",
    # From here on a later cell could be somebody's name.
    "gemiddelde",
    "average",
    "aantal",
    "som",
    "sum",
    "count",
)
CLEAR = TOTALS.index("gemiddelde")
FOOTERS = (
    "gegenereerd",
    "generated",
    "afgedrukt",
    "printed",
    "export",
    "pagina",
    "page",
    "bron",
    "source",
    "peildatum",
    "einde",
    "endof",
    "rapport",
    "report",
)


@dataclass(slots=True)
class Draft:
    """One row of a sheet, what was read in it, and what is the matter with it."""

    row: int
    values: dict
    verdict: str = ""
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    changes: dict = field(default_factory=dict)
    region: str = ""
    manager: str = ""
    # Another address for somebody: person, old, new, and how (`planning.moves`).
    move: dict | None = None
    # The row tells the name whole: an infix that is not there is none.
    name_is_whole: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the row is still on its way to the roster."""
        return self.verdict != SKIP and not self.problems

    def refuse(self, code, **params):
        self.problems.append(Problem(code, params))

    def note(self, code, **params):
        self.notes.append(Problem(code, params))

    def as_dict(self) -> dict:
        return {
            "row": self.row,
            "email": self.values["email"],
            "verdict": self.verdict,
            "problems": self.problems,
            "notes": self.notes,
            "values": self.values,
            "changes": self.changes,
            "region": self.region,
            "move": self.move,
        }


class Cells:
    """The cells of one row by the field that they stand for; refusals are kept."""

    def __init__(self, layout: Layout, row: Row, draft: Draft):
        self.layout, self.row, self.draft = layout, row, draft
        self.of_formulas: dict[str, None] = {}

    def has(self, name) -> bool:
        return name in self.layout.columns

    def raw(self, name):
        column = self.layout.columns.get(name)
        if column is None or column >= len(self.row.cells):
            return None
        return self.row.cells[column]

    def name(self, name) -> str:
        return cell_name(self.layout.columns[name], self.row.number)

    def read(self, name, reader, *args, empty="", **kwargs):
        """Return what `reader` makes of the cell; `empty` where it refuses."""
        if not self.has(name):
            return empty
        if self.layout.columns[name] in self.row.formulas:
            self.of_formulas[self.name(name)] = None
        try:
            return reader(self.raw(name), self.name(name), *args, **kwargs)
        except CellRefused as refusal:
            self.draft.problems.append(refusal.problem)
            return empty

    def note_formulas(self):
        """Say of which cells was taken what the file kept of a formula."""
        if self.of_formulas:
            self.draft.note("formula_kept", cells=", ".join(self.of_formulas))


def column_of(layout: Layout, name: str) -> list:
    """Return the cells of a field, of all rows that have one."""
    column = layout.columns.get(name)
    return [
        row.cells[column]
        for row in layout.below
        if column is not None and column < len(row.cells)
    ]


def every_row(layout: Layout):
    """Yield the number and the row (None: blank) of all rows below the header."""
    expected = layout.header.number + 1
    for row in layout.below:
        for number in range(expected, row.number):
            yield number, None
        yield row.number, row
        expected = row.number + 1


def why_skipped(layout: Layout, row: Row | None) -> str:
    """Return the code of the reason for which a row is no row of people, or ""."""
    if row is None:
        return "blank"
    if any(isinstance(cell, str) and "@" in cell for cell in row.cells):
        return ""
    filled = [cell for cell in row.cells if not is_blank(cell)]
    names = [squeezed(cell) for cell in layout.header.cells if not is_blank(cell)]
    if len(filled) > 1 and [squeezed(cell) for cell in filled] == names:
        return "header_again"
    texts = [cell for cell in filled if isinstance(cell, str)]
    if any(is_total(text, first=not place) for place, text in enumerate(texts)):
        return "total"
    number = layout.columns.get("employee_number")
    is_numbered = number is not None and not all(map(is_blank, row.cells[number:][:1]))
    if not is_numbered and not any(map(has_letters, filled)):
        return "total"
    start = squeezed(texts[0].split()[0]) if texts and texts[0].split() else ""
    if len(filled) <= 2 and start in FOOTERS:
        return "footer"
    return ""


def is_total(text: str, *, first: bool) -> bool:
    """Whether a text is the word before a sum; as a later cell only when clearly so."""
    words = "".join(sign if sign.isalnum() else " " for sign in text.lower()).split()
    begins = {"".join(words[:1]), "".join(words[:2])}
    return not begins.isdisjoint(TOTALS if first else TOTALS[:CLEAR])


def has_letters(cell) -> bool:
    return isinstance(cell, str) and any(map(str.isalpha, cell))


def iso(day: date | None) -> str | None:
    return day and day.isoformat()
