"""Finding the sheets with people and with projects, and their columns."""

from dataclasses import dataclass

from people.roster.headers import field_of, on_one_line, squeezed
from people.roster.problems import FileRefused
from people.roster.table import Row, Sheet, cell_name

PEOPLE, PROJECTS = "people", "projects"
HEADER_WITHIN = 40
UPDATES = "updates"
OF_PEOPLE = {"team", "department", "discipline", "employee_number", "manager"}
NAMES = {"given_name", "family_name", "full_name", "initials"}


@dataclass
class Layout:
    """Where the columns of one sheet are; column numbers count from 0."""

    kind: str
    sheet: Sheet
    header: Row
    columns: dict[str, int]

    @property
    def below(self) -> list[Row]:
        return [row for row in self.sheet.rows if row.number > self.header.number]

    def as_mapping(self) -> dict:
        return {
            "sheet": self.sheet.name,
            "row": self.header.number,
            "columns": self.columns,
        }

    def names(self) -> dict[str, str]:
        """Return the column name of each field, as it stands in the file."""
        return {
            field: on_one_line(self.header.cells[place])
            for field, place in sorted(self.columns.items(), key=lambda pair: pair[1])
            if place < len(self.header.cells)
        }


def find_layouts(
    sheets: list[Sheet], remembered: dict, chosen: dict
) -> dict[str, Layout]:
    """Return the layout of the people and of the projects, at least one of them.

    `remembered` is what the organisation chose before: {kind: {header: field}};
    `chosen` is what was chosen for this very file: {kind: Layout.as_mapping()}.
    """
    if chosen:
        return dict(chosen_layouts(sheets, remembered, chosen))
    by_kind: dict[str, list[Sheet]] = {PEOPLE: [], PROJECTS: [], UPDATES: []}
    for sheet in sheets:
        if kind := kind_of(sheet, remembered):
            by_kind[kind].append(sheet)
    # A sheet without names can only bring changes: taken when it is all there is.
    updates = by_kind.pop(UPDATES)
    by_kind[PEOPLE] = by_kind[PEOPLE] or updates
    for kind, code in (
        (PEOPLE, "several_sheets"),
        (PROJECTS, "several_project_sheets"),
    ):
        if len(by_kind[kind]) > 1:
            first, second = (sheet.name for sheet in by_kind[kind][:2])
            raise FileRefused(code, first=first, second=second)
    layouts = {
        kind: layout_of(several[0], kind, remembered)
        for kind, several in by_kind.items()
        if several
    }
    if not layouts:
        raise best_excuse(sheets, remembered)
    return layouts


def chosen_layouts(sheets, remembered, chosen):
    for kind, mapping in chosen.items():
        sheet = next(sheet for sheet in sheets if sheet.name == mapping["sheet"])
        header = sheet.row(mapping["row"])
        yield kind, Layout(kind, sheet, header, mapping["columns"])
    # Only the columns of the people are chosen by hand; projects speak for themselves.
    taken = {mapping["sheet"] for mapping in chosen.values()}
    others = [sheet for sheet in sheets if sheet.name not in taken]
    projects = [sheet for sheet in others if kind_of(sheet, remembered) == PROJECTS]
    if len(projects) == 1 and PROJECTS not in chosen:
        yield PROJECTS, layout_of(projects[0], PROJECTS, remembered)


def kind_of(sheet: Sheet, remembered: dict) -> str:
    """Return what a sheet holds, by its column names; "" for something else."""
    people = set(matches(header_of(sheet, PEOPLE, remembered), PEOPLE, remembered))
    work = set(matches(header_of(sheet, PROJECTS, remembered), PROJECTS, remembered))
    of_projects = {"email", "project", "starts_on"} <= work
    if of_projects and work & {"ends_on", "hours"} and len(people & OF_PEOPLE) < 3:
        return PROJECTS
    if "email" not in people or len(people) < 2:
        return ""
    return UPDATES if people.isdisjoint(NAMES) else PEOPLE


def layout_of(sheet: Sheet, kind: str, remembered: dict) -> Layout:
    header = header_of(sheet, kind, remembered)
    return Layout(kind, sheet, header, settle_columns(header, kind, remembered))


def header_of(sheet: Sheet, kind: str, remembered: dict) -> Row:
    """Return the row, the first of equals, in which most columns are recognised."""
    return max(
        sheet.rows[:HEADER_WITHIN],
        key=lambda row: len(matches(row, kind, remembered)),
        default=Row(0, []),
    )


def matches(row: Row, kind: str, remembered: dict) -> dict[str, list[tuple[int, int]]]:
    """Return, by field, the rank and the place of each column that could be it."""
    by_field: dict[str, list[tuple[int, int]]] = {}
    own = remembered.get(kind, {})
    for place, header in enumerate(row.cells):
        name = on_one_line(header).lower() if isinstance(header, str) else ""
        if name in own:
            if field := own[name]:
                by_field.setdefault(field, []).append((-1, place))
        elif match := field_of(header, kind):
            by_field.setdefault(match[0], []).append((match[1], place))
    return by_field


def settle_columns(header: Row, kind: str, remembered: dict) -> dict[str, int]:
    """Return the one column of each field, or raise FileRefused."""
    columns = {}
    for field, places in matches(header, kind, remembered).items():
        places.sort()
        columns[field] = places[0][1]
        if len(places) > 1 and places[0][0] == places[1][0]:
            first, second = places[0][1], places[1][1]
            names = [on_one_line(header.cells[place]) for place in (first, second)]
            if squeezed(names[0]) == squeezed(names[1]):
                raise FileRefused(
                    "duplicate_header",
                    header=names[0],
                    first=cell_name(first, header.number),
                    second=cell_name(second, header.number),
                )
            raise FileRefused(
                "ambiguous_columns", first=names[0], second=names[1], field=field
            )
    return columns


def best_excuse(sheets: list[Sheet], remembered: dict) -> FileRefused:
    rows = [row for sheet in sheets for row in sheet.rows[:HEADER_WITHIN]]
    if not rows:
        return FileRefused("empty")
    best = max(rows, key=lambda row: len(matches(row, PEOPLE, remembered)))
    by_field = matches(best, PEOPLE, remembered)
    if len(by_field) < 2 or "email" in by_field:
        return FileRefused("no_header")
    names = [on_one_line(cell)[:40] for cell in best.cells if cell is not None]
    columns = ", ".join(names[:20])
    return FileRefused("no_email_column", row=best.number, columns=columns)


def likely_header(sheet: Sheet, remembered: dict) -> Row | None:
    """Return the row that looks most like column names, for a person to complete."""
    rows = sheet.rows[:HEADER_WITHIN]

    def likeness(row):
        texts = [cell for cell in row.cells if isinstance(cell, str) and cell.strip()]
        return len(matches(row, PEOPLE, remembered)), len(texts), -row.number

    return max(rows, key=likeness, default=None)
