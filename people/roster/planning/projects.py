"""The rows of the sheet with projects."""

from datetime import date

from people.models import Project
from people.roster import days, values
from people.roster.columns import Layout
from people.roster.planning.doubles import grouped, keep_one, refuse_each
from people.roster.planning.drafts import (
    ADD,
    CHANGE,
    LEAVE,
    REFUSE,
    SKIP,
    Cells,
    Draft,
    column_of,
    every_row,
    iso,
    why_skipped,
)
from people.roster.present import Present

NAME_LIMIT = Project._meta.get_field("name").max_length
DATES = ("starts_on", "ends_on")
YEARS_AHEAD = 20


def no_values() -> dict:
    return {
        "email": "",
        "project": "",
        "starts_on": None,
        "ends_on": None,
        "hours": None,
    }


def read_projects(layout: Layout, today: date) -> list[Draft]:
    month_first, _mixed = days.reads_month_first(
        cell for name in DATES for cell in column_of(layout, name)
    )
    point = values.marks_with_point(column_of(layout, "hours"))
    drafts = []
    for number, row in every_row(layout):
        draft = Draft(number, no_values())
        drafts.append(draft)
        if reason := why_skipped(layout, row):
            draft.verdict = SKIP
            draft.note(reason)
            continue
        if row.torn:
            draft.refuse("torn")
        if row.hidden:
            draft.note("hidden")
        cells = Cells(layout, row, draft)
        read_row(cells, draft, today, month_first, point)
        cells.note_formulas()
    keep_one(drafts)
    for group in grouped(drafts, stint_of):
        refuse_each(group, "duplicate_stint")
    return drafts


def read_row(cells: Cells, draft: Draft, today: date, month_first: bool, point: bool):
    read = draft.values
    read["email"] = cells.read("email", values.email)
    if not read["email"] and not draft.problems:
        draft.refuse("no_email")
    read["project"] = cells.read("project", values.thing, NAME_LIMIT)
    if not read["project"] and not draft.problems:
        draft.refuse("no_project")
    dates = {}
    for name in DATES:
        day = dates[name] = cells.read(
            name,
            days.day,
            empty=None,
            epoch=cells.layout.sheet.epoch,
            month_first=month_first,
            last=name == "ends_on",
        )
        cells.read(
            name,
            lambda _raw, cell, day=day: days.check_span(day, cell, today, YEARS_AHEAD),
        )
        read[name] = iso(day)
    if not dates["starts_on"] and not draft.problems:
        draft.refuse("no_start")
    if (
        dates["starts_on"]
        and dates["ends_on"]
        and dates["ends_on"] < dates["starts_on"]
    ):
        draft.refuse("ends_before_start")
    read["hours"], written = cells.read(
        "hours", values.hours, empty=(None, ""), point=point
    )
    if written:
        draft.note("rounded", text=written, number=read["hours"])


def stint_of(draft: Draft):
    read = draft.values
    if not (read["email"] and read["project"] and read["starts_on"]):
        return None
    return read["email"], read["project"].lower(), read["starts_on"]


def decide_projects(drafts: list[Draft], people: list[Draft], present: Present):
    """Give each row of projects its verdict, given those of the people."""
    coming = {draft.values["email"] for draft in people if draft.verdict == ADD}
    refused = {draft.values["email"] for draft in people if draft.verdict == REFUSE}
    for draft in drafts:
        email = draft.values["email"]
        email = draft.values["email"] = present.aliases.get(email, email)
        if draft.verdict == SKIP:
            continue
        if draft.is_open and email not in coming and email not in present.people:
            code = "person_refused" if email in refused else "unknown_person"
            draft.refuse(code, email=email)
        if draft.is_open:
            compare(draft, present)
        else:
            draft.verdict = REFUSE


def compare(draft: Draft, present: Present):
    read = draft.values
    key = (
        read["email"],
        read["project"].lower(),
        date.fromisoformat(read["starts_on"]),
    )
    if key not in present.stints:
        if read["hours"] is None:
            draft.refuse("no_hours")
        draft.verdict = REFUSE if draft.problems else ADD
        return
    ends_on, hours = present.stints[key]
    if read["ends_on"] and read["ends_on"] != iso(ends_on):
        draft.changes["ends_on"] = [iso(ends_on), read["ends_on"]]
    if read["hours"] is not None and read["hours"] != hours:
        draft.changes["hours"] = [hours, read["hours"]]
    draft.verdict = CHANGE if draft.changes else LEAVE
