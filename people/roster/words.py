"""A plan as people and other programs read it, in the active language."""

import re

from django.utils.dateparse import parse_date
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.roster.planning.drafts import ADD, CHANGE, LEAVE, REFUSE, SKIP, VERDICTS
from people.roster.problems import SET_ASIDE, Problem, sentences

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
VERDICT_WORDS = {
    ADD: _("added"),
    CHANGE: _("changed"),
    LEAVE: _("left alone"),
    REFUSE: _("refused"),
    SKIP: _("skipped"),
}


def explained(row: dict) -> tuple[str, str]:
    """Return the reason of a row's verdict and, where it is refused, the mend."""
    if row["verdict"] == REFUSE:
        return sentences(row["problems"])
    notes = [*changes_of(row), *row["notes"]]
    return sentences(notes)[0], ""


def set_aside(row: dict) -> dict | None:
    """What is asked about a row that waits for an answer; None when nothing is.

    A row that cannot be used for another reason as well is mended first.
    """
    codes = [code for code, _params in row["problems"]]
    if len(codes) == 1 and codes[0] in SET_ASIDE:
        ((code, params),) = row["problems"]
        return params | {"code": code}
    return None


def changes_of(row: dict):
    for field, (old, new) in row["changes"].items():
        if old in ("", None, []):
            yield Problem("filled", {"field": field, "new": shown(new)})
        else:
            yield Problem(
                "changed", {"field": field, "old": shown(old), "new": shown(new)}
            )
    if row.get("region"):
        location = row["values"]["location"]
        yield Problem("region_filled", {"location": location, "region": row["region"]})


def shown(value) -> str:
    if isinstance(value, list):
        return ", ".join(
            str(WEEKDAYS[day]) if isinstance(day, int) else day for day in value
        )
    if isinstance(value, str) and (day := as_day(value)):
        return date_format(day, "j F Y")
    return gettext("none") if value in (None, "") else str(value)


def as_day(value: str):
    # Python takes the number 20200131 for a day as well.
    try:
        return parse_date(value) if DAY.fullmatch(value) else None
    except ValueError:
        return None


def as_answer(plan) -> dict:
    """Return the plan in the shape that `import_roster --json` prints."""
    return {
        "refused": None,
        "rows": [as_row(row) for row in plan.rows],
        "projects": [as_row(row) for row in plan.projects],
        "counts": plan.counts,
        "unread_columns": {
            kind: columns_in_words(columns)
            for kind, columns in plan.unread_columns.items()
        },
        "discipline_offered": plan.offer and plan.offer["header"],
    }


def as_refusal(sentence: str) -> dict:
    return {
        "refused": sentence,
        "rows": [],
        "projects": [],
        "counts": dict.fromkeys(VERDICTS, 0),
        "unread_columns": {},
        "discipline_offered": None,
    }


def columns_in_words(columns) -> list[str]:
    """Return the names of columns; of one without a name its letter."""
    return [
        name or gettext("column %(letter)s, without a name") % {"letter": letter}
        for letter, name in columns
    ]


def as_row(row: dict) -> dict:
    reason, mend = explained(row)
    values = row["values"]
    if move := row.get("move"):
        # As the file has it, not as it is now.
        values = values | {"email": move["new"]}
    return {
        "row": row["row"],
        "email": values["email"],
        "verdict": row["verdict"],
        "reason": reason,
        "mend": mend,
        "values": values,
    }


def shown_row(row: dict) -> dict:
    """Return a row as the preview shows it."""
    values = row["values"]
    reason, mend = explained(row)
    names = (values.get(name, "") for name in ("given_name", "infix", "family_name"))
    return {
        "number": row["row"],
        "name": " ".join(filter(None, names)),
        "email": row["email"],
        "new_email": (row.get("move") or {}).get("new", ""),
        "team": values.get("team", ""),
        "discipline": values.get("discipline", ""),
        "project": values.get("project", ""),
        "verdict": row["verdict"],
        "words": _("set aside") if set_aside(row) else VERDICT_WORDS[row["verdict"]],
        "asks": set_aside(row) is not None,
        "reason": reason,
        "mend": mend,
    }
