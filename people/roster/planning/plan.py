"""The plan: made of a file and the roster, kept as JSON, carried out as it stands."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from people.roster.columns import PEOPLE, PROJECTS, find_layouts
from people.roster.leftovers import (
    offered_discipline,
    take_for_discipline,
    unread,
)
from people.roster.planning.doubles import keep_one, refuse_doubles
from people.roster.planning.drafts import VERDICTS, Draft
from people.roster.planning.managers import settle_managers
from people.roster.planning.moves import settle_moves
from people.roster.planning.people import decide, read_people
from people.roster.planning.projects import decide_projects, read_projects
from people.roster.planning.strangers import refuse_strangers
from people.roster.present import Present, load
from people.roster.problems import FileRefused
from people.roster.table import MAX_ROWS, Sheet


@dataclass
class RosterPlan:
    """What carrying out a file would do, row by row."""

    rows: list[dict] = field(default_factory=list)
    projects: list[dict] = field(default_factory=list)
    mapping: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)
    mark: str = ""
    not_in_file: int = 0
    unread: list[str] = field(default_factory=list)
    unread_columns: dict = field(default_factory=dict)
    offer: dict | None = None

    @property
    def counts(self) -> dict[str, int]:
        return count(self.rows)

    @property
    def project_counts(self) -> dict[str, int]:
        return count(self.projects)

    def as_dict(self) -> dict:
        return {
            "rows": self.rows,
            "projects": self.projects,
            "mark": self.mark,
            "not_in_file": self.not_in_file,
            "unread": self.unread,
            "columns": self.columns,
            "mapping": self.mapping,
            "unread_columns": self.unread_columns,
            "offer": self.offer,
        }


def count(rows) -> dict[str, int]:
    counts = Counter(row["verdict"] for row in rows)
    return {verdict: counts[verdict] for verdict in VERDICTS}


def make_plan(
    sheets: list[Sheet],
    *,
    organisation,
    remembered: dict,
    chosen: dict | None = None,
    same: set[str] = frozenset(),
    discipline_from: str = "",
    today: date,
) -> RosterPlan:
    """Return the plan for what `sheets` hold, or raise FileRefused. Writes nothing.

    `same`: the addresses of rows that are the same person, as a coordinator said.
    `discipline_from`: the name of the column that is read as discipline.
    """
    layouts = find_layouts(sheets, remembered, chosen or {})
    if discipline_from and PEOPLE in layouts:
        take_for_discipline(layouts[PEOPLE], discipline_from)
    for layout in layouts.values():
        last = layout.sheet.rows[-1].number
        if last - layout.header.number > MAX_ROWS:
            raise FileRefused("too_many_rows", row=last, limit=MAX_ROWS)
    first = layouts.get(PEOPLE) or layouts[PROJECTS]
    if not first.below:
        raise FileRefused("no_rows", row=first.header.number)
    people = read_people(layouts[PEOPLE], today) if PEOPLE in layouts else []
    projects = read_projects(layouts[PROJECTS], today) if PROJECTS in layouts else []
    present = load(organisation, addresses_of(people))
    settle_drafts(people, projects, present, same)
    used = {layout.sheet.name for layout in layouts.values()}
    return RosterPlan(
        rows=[draft.as_dict() for draft in people],
        projects=[draft.as_dict() for draft in projects],
        mapping={kind: layout.as_mapping() for kind, layout in layouts.items()},
        columns={kind: layout.names() for kind, layout in layouts.items()},
        mark=present.mark(),
        not_in_file=len(present.here - addresses_of(people)) if people else 0,
        unread=[
            sheet.name for sheet in sheets if sheet.rows and sheet.name not in used
        ],
        unread_columns={kind: unread(layout) for kind, layout in layouts.items()},
        offer=offered_discipline(layouts[PEOPLE], people) if people else None,
    )


def addresses_of(people: list[Draft]) -> set[str]:
    return {draft.values["email"] for draft in people} - {""}


def settle_drafts(people: list[Draft], projects: list[Draft], present: Present, same):
    keep_one(people)
    refuse_doubles(people)
    refuse_strangers(people, present, same)
    settle_moves(people, present)
    settle_managers(people, present)
    decide(people, present)
    decide_projects(projects, people, present)
