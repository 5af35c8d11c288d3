"""Rows of one file that are the same person, or the same row."""

import json
from collections import defaultdict

from people.roster.planning.drafts import FIELDS, SKIP, Draft
from people.roster.values import without_zeros

# What is compared by itself where two rows seem to be one person.
TOLD = ("email", "employee_number", "given_name", "infix", "family_name")


def keep_one(drafts: list[Draft]):
    """Of rows that are the same once read, keep the first and skip the others."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        if draft.is_open:
            content = (draft.values, draft.region.lower(), draft.manager.lower())
            kept = first.setdefault(json.dumps(content, sort_keys=True), draft)
            if kept is not draft:
                draft.verdict = SKIP
                draft.note("same_row", row=kept.row)


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
        if draft.verdict != SKIP and (shared := key(draft)):
            groups[shared].append(draft)
    return [group for group in groups.values() if len(group) > 1]


def refuse_each(group: list[Draft], code: str):
    for draft in group:
        others = [str(other.row) for other in group if other is not draft]
        draft.refuse(code, rows=", ".join(others[:5]) + (", …" if others[5:] else ""))


def name_of(read: dict) -> str:
    parts = (read[name] for name in ("given_name", "infix", "family_name"))
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
