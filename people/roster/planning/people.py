"""The rows of the sheet with people."""

from datetime import date, time, timedelta

from people import languages, names
from people.models import Discipline, Location, Person, Team
from people.roster import days, values, weekdays
from people.roster.columns import Layout
from people.roster.planning.drafts import (
    ADD,
    CHANGE,
    FIELDS,
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
from people.roster.planning.moves import WAIT
from people.roster.present import Known, Present
from people.roster.values import NO_INFIX, NO_NAME, PLACEHOLDERS, without_zeros

NAMED = ("team", "discipline", "location")


def limit(model, name) -> int:
    return model._meta.get_field(name).max_length


LIMITS = {
    name: limit(Person, name)
    for name in ("given_name", "infix", "family_name", "employee_number", "department")
} | {
    "initials": limit(Person, "given_name"),
    "full_name": 250,
    "manager": 254,
    "team": limit(Team, "name"),
    "discipline": limit(Discipline, "name"),
    "location": limit(Location, "name"),
    "region": limit(Location, "region"),
}


def no_values() -> dict:
    return dict.fromkeys(FIELDS, "") | {
        "hired_on": None,
        "years_experience": None,
        "languages": [],
        "working_days": [],
    }


def read_people(layout: Layout, today: date) -> list[Draft]:
    month_first, _mixed = days.reads_month_first(column_of(layout, "hired_on"))
    point = values.marks_with_point(column_of(layout, "years_experience"))
    width = len(layout.header.cells)
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
        elif len(row.cells) > width and layout.sheet.name == "CSV":
            draft.refuse("too_many_cells")
        if row.hidden:
            draft.note("hidden")
        cells = Cells(layout, row, draft)
        read_row(cells, draft, today, month_first, point)
        cells.note_formulas()
    if "infix" not in layout.columns and any(draft.values["infix"] for draft in drafts):
        # Infixes stand with the family names here: where there is none, it has none.
        for draft in drafts:
            draft.name_is_whole = True
    return drafts


def read_row(cells: Cells, draft: Draft, today: date, month_first: bool, point: bool):
    read = draft.values
    read["email"] = cells.read("email", values.email)
    if not read["email"] and not draft.problems:
        draft.refuse("no_email")
    read_name(cells, draft)
    read["employee_number"] = cells.read(
        "employee_number", values.employee_number, LIMITS["employee_number"]
    )
    for name in ("team", "department", "discipline", "location"):
        read[name] = cells.read(name, values.thing, LIMITS[name])
    draft.region = cells.read("region", values.thing, LIMITS["region"])
    draft.manager = cells.read("manager", values.text, LIMITS["manager"])
    read_hired_on(cells, draft, today, month_first)
    years, written = cells.read(
        "years_experience", values.years, empty=(None, ""), point=point
    )
    read["years_experience"] = years
    if written:
        draft.note("rounded", text=written, number=years)
    spoken = cells.read("languages", values.several, 500)
    codes, unknown = languages.parse(spoken)
    read["languages"] = list(codes)
    if unknown:
        draft.note("language_unknown", text=", ".join(unknown))
    read_working_days(cells, draft)


NOTHING = {"family_name": NO_NAME, "infix": NO_INFIX}


def read_name(cells: Cells, draft: Draft):
    given, infix, family, whole, initials = (
        cells.read(
            name, values.text, LIMITS[name], nothing=NOTHING.get(name, PLACEHOLDERS)
        )
        for name in ("given_name", "infix", "family_name", "full_name", "initials")
    )
    draft.name_is_whole = cells.has("infix")
    if whole and not (given and family):
        given, infix, family = names.split_full(whole)
        draft.name_is_whole = bool(family)
    elif family and not cells.has("infix"):
        infix, family = names.split_family(family)
    elif infix and family.lower().startswith(infix.lower() + " "):
        family = family[len(infix) + 1 :]
    draft.values |= {
        "given_name": given or initials,
        "infix": infix,
        "family_name": family,
    }


def read_hired_on(cells: Cells, draft: Draft, today: date, month_first: bool):
    hired_on = cells.read(
        "hired_on",
        days.day,
        empty=None,
        epoch=cells.layout.sheet.epoch,
        month_first=month_first,
    )
    if hired_on:
        cells.read(
            "hired_on", lambda _raw, name: days.check_span(hired_on, name, today, 1)
        )
        if hired_on > today:
            draft.note("starts_later")
    draft.values["hired_on"] = iso(hired_on)


def read_working_days(cells: Cells, draft: Draft):
    """Nobody is kept off the roster by a cell that says how many days, and not which."""
    written = cells.read("working_days", days_written)
    if written:
        parsed = weekdays.parse(written)
        draft.values["working_days"] = list(parsed or [])
        if parsed is None:
            draft.note("days_unknown", text=written)


def days_written(value, cell: str) -> str:
    if isinstance(value, date | time | timedelta | bool):
        # "1-4" as Excel understands it: the first of April.
        return str(value)
    return values.several(value, cell, 200)


def as_values(known: Known) -> dict:
    return {name: getattr(known, name) for name in FIELDS} | {
        "hired_on": iso(known.hired_on),
        "languages": list(known.languages),
        "working_days": list(known.working_days),
    }


def decide(drafts: list[Draft], present: Present):
    """Give each row its verdict and, where it changes something, what."""
    regions = dict(present.regions)
    for draft in drafts:
        if draft.verdict == SKIP:
            continue
        if draft.problems:
            draft.verdict = REFUSE
            continue
        known = present.people.get(draft.values["email"])
        if known:
            draft.changes = differences(draft, known)
        settle_region(draft, regions)
        if known is None:
            draft.verdict = ADD
        else:
            is_moved = draft.move and draft.move["how"] != WAIT
            draft.verdict = (
                CHANGE if draft.changes or draft.region or is_moved else LEAVE
            )


def differences(draft: Draft, known: Known) -> dict:
    """Return {field: [old, new]}; what is empty in the file is left as it is."""
    old = as_values(known)
    new = draft.values
    changes = {}
    for name in FIELDS:
        if name == "email" or not (new[name] or new[name] == 0):
            continue
        if is_same(name, old[name], new[name]):
            continue
        changes[name] = [old[name], new[name]]
    old_number, new_number = changes.get("employee_number", ("", ""))
    old_family, new_family = changes.get("family_name", ("", ""))
    if draft.name_is_whole and old_family.lower() != new_family.lower():
        # A name is one thing: the infix of the old one goes along with it.
        changes["infix"] = [old["infix"], new["infix"]]
    # Excel takes zeros off; a file that lacks them says nothing about the number.
    if len(old_number) > len(new_number) and without_zeros(old_number) == without_zeros(
        new_number
    ):
        del changes["employee_number"]
        draft.note("number_kept", number=old_number)
    return {name: change for name, change in changes.items() if change[0] != change[1]}


def is_same(name, old, new) -> bool:
    if name in NAMED:
        return old.lower() == new.lower()
    if name == "languages":
        return sorted(old) == sorted(new)
    return old == new


def settle_region(draft: Draft, regions: dict):
    """Let the first row that tells the region of a location set it."""
    location, region = draft.values["location"], draft.region
    draft.region = ""
    if not location or not region:
        return
    kept = regions.setdefault(location.lower(), "")
    if not kept:
        regions[location.lower()] = draft.region = region
    elif kept.lower() != region.lower():
        draft.note("region_kept", location=location, region=kept)
