"""A date, as `2027-03-01`."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from workbook.kinds.lines import joined, lines_in, one_line
from workbook.kinds.told import ToldAnswer

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class DayValue:
    """`rest`: lines that are no day, or a second one."""

    day: date | None = None
    rest: tuple[str, ...] = ()


def day_in(words: str) -> date | None:
    """The day that these words are; None when they are none."""
    if not ISO.fullmatch(words):
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def in_words(day: date) -> str:
    return date_format(day, "j F Y")


def read(prompt, body: str) -> DayValue:
    day, rest = None, []
    for line in lines_in(body):
        named = None if day else day_in(line)
        day = named or day
        if not named:
            rest.append(line)
    return DayValue(day, tuple(rest))


def write(prompt, value: DayValue) -> str:
    return joined([*([value.day.isoformat()] if value.day else []), *value.rest])


def posted(prompt, data, prefix: str) -> list[str]:
    """The lines that the fields of a page come to."""
    return [one_line(data.get(f"{prefix}-day", ""))]


def fields(prompt, body: str, today) -> dict:
    """What the fields of a page show."""
    value = read(prompt, body)
    return {"day": value.day.isoformat() if value.day else "", "rest": value.rest}


def told(prompt, body: str) -> ToldAnswer:
    value = read(prompt, body)
    rows = ((in_words(value.day),),) if value.day else ()
    return ToldAnswer(shape="date", rows=rows, rest=joined(value.rest))
