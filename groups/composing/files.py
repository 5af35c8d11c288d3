"""Reading and writing the exchange format: compose-instance/1 and solutions."""

import json
from pathlib import Path
from typing import Any

from .model import (
    MENTOR,
    FormatError,
    Group,
    Instance,
    Params,
    Person,
    Pin,
    Solution,
    Stint,
    Unplaced,
    Weights,
)

SCHEMA = "compose-instance/1"


def read_instance(path: str | Path) -> Instance:
    """Raise FormatError when the file is not an instance."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise FormatError(f"not a JSON file: {error}") from error
    return parse_instance(data)


def parse_instance(data: Any) -> Instance:
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise FormatError(f"the schema is not {SCHEMA}")
    try:
        return Instance(
            id=str(data["id"]),
            params=_params(data.get("params", {})),
            people=tuple(_person(person) for person in data["people"]),
            locations=dict(data.get("locations", {})),
            exclusions=tuple((a, b) for a, b in data.get("exclusions", [])),
            pins=tuple(Pin(**pin) for pin in data.get("pins", [])),
        )
    except KeyError as error:
        raise FormatError(f"{error} is missing") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise FormatError(str(error)) from error


def _params(data: dict) -> Params:
    known = {key: value for key, value in data.items() if key in Params.__annotations__}
    if "weights" in known:
        known["weights"] = Weights(**known["weights"])
    return Params(**known)


def _person(data: dict) -> Person:
    return Person(
        id=data["id"],
        role=data["role"],
        discipline=data["discipline"],
        team=data.get("team") or "",
        location=data.get("location") or "",
        languages=frozenset(data.get("languages", ())),
        seniority=int(data.get("seniority", 0)),
        manager=data.get("manager"),
        projects=tuple(_stint(stint) for stint in data.get("projects", ())),
        needs=dict(data.get("needs", {})),
        expertise=dict(data.get("expertise", {})),
        max_group=int(data["max_group"]) if data["role"] == MENTOR else 0,
    )


def _stint(data: dict) -> Stint:
    return Stint(
        project=data["project"],
        start=parse_month(data["start"]),
        end=parse_month(data["end"]),
        hours=data["hours"],
    )


def parse_month(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month)


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


def dump_solution(solution: Solution) -> dict:
    return {
        "instance": solution.instance,
        "groups": [
            {"mentor": group.mentor, "mentees": list(group.mentees)}
            for group in solution.groups
        ],
        "unplaced": [
            {"mentee": u.mentee, "reason": u.reason, "evidence": dict(u.evidence)}
            for u in solution.unplaced
        ],
        "meta": dict(solution.meta),
    }


def write_solution(solution: Solution, path: str | Path) -> None:
    text = json.dumps(dump_solution(solution), indent=1)
    Path(path).write_text(text + "\n", encoding="utf-8")
