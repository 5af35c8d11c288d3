"""Instances written to files, and solutions read from them: the other way round."""

from dataclasses import asdict

from boards.composing.files import SCHEMA
from boards.composing.model import MENTOR, Group, Instance, Person, Solution, Unplaced


def dump_instance(instance: Instance) -> dict:
    return {
        "schema": SCHEMA,
        "id": instance.id,
        "kind": "",
        "seed": 0,
        "params": asdict(instance.params),
        "topics": sorted(
            {t for p in instance.people for t in {**p.needs, **p.expertise}}
        ),
        "locations": dict(instance.locations),
        "people": [_dump_person(person) for person in instance.people],
        "exclusions": [list(pair) for pair in instance.exclusions],
        "pins": [asdict(pin) for pin in instance.pins],
    }


def _dump_person(person: Person) -> dict:
    data = {
        "id": person.id,
        "role": person.role,
        "discipline": person.discipline,
        "department": "",
        "team": person.team,
        "location": person.location,
        "languages": sorted(person.languages),
        "seniority": person.seniority,
        "manager": person.manager,
        "projects": [
            {
                "project": stint.project,
                "start": write_month(stint.start),
                "end": write_month(stint.end),
                "hours": stint.hours,
            }
            for stint in person.projects
        ],
    }
    if person.role == MENTOR:
        return {
            **data,
            "expertise": dict(person.expertise),
            "max_group": person.max_group,
        }
    return {**data, "needs": dict(person.needs)}


def write_month(month: int) -> str:
    # December of a year is month 12 * year + 12, not month 0 of the next.
    return f"{(month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"


def parse_solution(data: dict) -> Solution:
    return Solution(
        instance=data.get("instance", ""),
        groups=tuple(Group(g["mentor"], tuple(g["mentees"])) for g in data["groups"]),
        unplaced=tuple(
            Unplaced(u["mentee"], u["reason"], u.get("evidence", {}))
            for u in data.get("unplaced", [])
        ),
        meta=data.get("meta", {}),
    )
