"""Reading and writing the exchange format: compose-instance/1 and solutions."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .model import (
    MENTOR,
    FormatError,
    Instance,
    Params,
    Person,
    Pin,
    Solution,
    Stint,
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
            people=_each(data, "people", _person),
            locations=dict(data.get("locations", {})),
            exclusions=_each(data, "exclusions", _pair),
            pins=_each(data, "pins", lambda pin: Pin(**pin)),
        )
    except FormatError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise FormatError(_words(error)) from error


def _each(data: dict, name: str, read: Callable[[Any], Any]) -> tuple:
    entries = []
    for number, entry in enumerate(data.get(name, []), 1):
        try:
            entries.append(read(entry))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise FormatError(f"{name}, entry {number}: {_words(error)}") from error
    return tuple(entries)


def _words(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _pair(entry: Any) -> tuple[str, str]:
    a, b = entry
    return a, b


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
