"""The rows of the sheet with people."""

from collections import defaultdict
from datetime import date

from people.models import Discipline, Location, Person, Team
from people.roster import days, languages, names, values
from people.roster.columns import Layout
from people.roster.planning.drafts import (
    ADD,
    CHANGE,
    LEAVE,
    REFUSE,
    SKIP,
    Cells,
    Draft,
    every_row,
    iso,
    why_skipped,
)
from people.roster.present import Known, Present
from people.roster.values import without_zeros

TEXTS = (
    "given_name",
    "infix",
    "family_name",
    "employee_number",
    "team",
    "department",
    "discipline",
    "location",
)
NAMED = ("team", "discipline", "location")
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
)


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


# What is compared by itself where two rows seem to be one person.
TOLD = ("email", "employee_number", "given_name", "infix", "family_name")


def no_values() -> dict:
    return dict.fromkeys(FIELDS, "") | {
        "hired_on": None,
        "years_experience": None,
        "languages": [],
    }


def read_people(layout: Layout, today: date) -> list[Draft]:
    column = layout.columns.get("hired_on")
    dates = [
        row.cells[column]
        for row in layout.below
        if column is not None and column < len(row.cells)
    ]
    month_first, _mixed = days.reads_month_first(dates)
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
        read_row(Cells(layout, row, draft), draft, today, month_first)
    return drafts


def read_row(cells: Cells, draft: Draft, today: date, month_first: bool):
    found = draft.values
    found["email"] = cells.read("email", values.email)
    if not found["email"] and not draft.problems:
        draft.refuse("no_email")
    read_name(cells, found)
    found["employee_number"] = cells.read(
        "employee_number", values.employee_number, LIMITS["employee_number"]
    )
    for name in ("team", "department", "discipline", "location"):
        found[name] = cells.read(name, values.text, LIMITS[name])
    draft.region = cells.read("region", values.text, LIMITS["region"])
    draft.manager = cells.read("manager", values.text, LIMITS["manager"])
    read_hired_on(cells, draft, today, month_first)
    years, written = cells.read("years_experience", values.years, empty=(None, ""))
    found["years_experience"] = years
    if written:
        draft.note("rounded", text=written, number=years)
    spoken = cells.read("languages", values.several, 500)
    codes, unknown = languages.parse(spoken)
    found["languages"] = list(codes)
    if unknown:
        draft.note("language_unknown", text=", ".join(unknown))


def read_name(cells: Cells, found: dict):
    given, infix, family, whole, initials = (
        cells.read(name, values.text, LIMITS[name])
        for name in ("given_name", "infix", "family_name", "full_name", "initials")
    )
    if whole and not (given and family):
        given, infix, family = names.split_full(whole)
    elif family and not cells.has("infix"):
        infix, family = names.split_family(family)
    elif infix and family.lower().startswith(infix.lower() + " "):
        family = family[len(infix) + 1 :]
    found |= {
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


def refuse_doubles(drafts: list[Draft]):
    """Refuse rows that are one person twice, each naming the others."""
    for group in grouped(drafts, lambda draft: draft.values["email"]):
        refuse_each(group, "duplicate_email")
    for group in grouped(
        drafts, lambda draft: without_zeros(draft.values["employee_number"])
    ):
        if len({draft.values["email"] for draft in group}) > 1:
            refuse_each(group, "duplicate_number")
    for group in grouped(drafts, lambda draft: name_of(draft.values)):
        alike = [
            draft
            for draft in group
            if any(
                same_person(draft.values, other.values)
                for other in group
                if other is not draft
            )
        ]
        if alike:
            refuse_each(alike, "duplicate_person")


def grouped(drafts, key) -> list[list[Draft]]:
    groups = defaultdict(list)
    for draft in drafts:
        if draft.verdict != SKIP and (found := key(draft)):
            groups[found].append(draft)
    return [group for group in groups.values() if len(group) > 1]


def refuse_each(group: list[Draft], code: str):
    for draft in group:
        others = [str(other.row) for other in group if other is not draft]
        draft.refuse(code, rows=", ".join(others[:5]) + (", …" if others[5:] else ""))


def name_of(found: dict) -> str:
    parts = (found[name] for name in ("given_name", "infix", "family_name"))
    return " ".join(filter(None, parts)).lower()


def same_person(one: dict, other: dict) -> bool:
    """Whether two with the same name and different addresses are one, by all else."""
    if one["email"] == other["email"]:
        return False
    for name in ("employee_number", "hired_on"):
        if one[name] and other[name] and one[name] != other[name]:
            return False
    if one["hired_on"] and one["hired_on"] == other["hired_on"]:
        return True
    if one["team"] and one["team"].lower() == other["team"].lower():
        return True
    return all(one[name] == other[name] for name in FIELDS if name not in TOLD)


def as_values(known: Known) -> dict:
    return {name: getattr(known, name) for name in FIELDS} | {
        "hired_on": iso(known.hired_on),
        "languages": list(known.languages),
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
            draft.verdict = CHANGE if draft.changes or draft.region else LEAVE


def differences(draft: Draft, known: Known) -> dict:
    """Return {field: [old, new]}; what is empty in the file is left as it is."""
    old = as_values(known)
    found = draft.values
    changes = {}
    for name in FIELDS:
        if name == "email" or not (found[name] or found[name] == 0):
            continue
        if is_same(name, old[name], found[name]):
            continue
        changes[name] = [old[name], found[name]]
    old_number, new_number = changes.get("employee_number", ("", ""))
    # Excel takes zeros off; a file that lacks them says nothing about the number.
    if len(old_number) > len(new_number) and without_zeros(old_number) == without_zeros(
        new_number
    ):
        del changes["employee_number"]
        draft.note("number_kept", number=old_number)
    return changes


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
