"""A table that is filled in more than once: a column for each day on which it was.

A first line of days, behind an empty cell, then a row a line, its key first.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from workbook.kinds import cell
from workbook.kinds.day import day_in, in_words
from workbook.kinds.lines import cells_in, joined, line_of, lines_in, one_line
from workbook.kinds.told import ToldAnswer

# Filled in again so much later, it is another time; before that it is still being done.
AGAIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class DaysValue:
    """`rows`: what each row said on each day; `rest`: lines that are no row."""

    days: tuple[str, ...] = ()
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    rest: tuple[str, ...] = ()

    def said(self, row: str, day: str) -> str:
        return self.rows.get(row, {}).get(day, "")

    def saying(self, row: str, day: str, value: str) -> "DaysValue":
        """The same with another value there."""
        rows = {**self.rows, row: {**self.rows.get(row, {}), day: value}}
        return DaysValue(tuple(sorted({*self.days, day})), rows, self.rest)

    def without_blanks(self) -> "DaysValue":
        """The same without the days on which nothing was said."""
        filled = {
            day for row in self.rows.values() for day, mark in row.items() if mark
        }
        days = tuple(day for day in self.days if day in filled)
        return DaysValue(days, self.rows, self.rest)


def read(prompt, body: str) -> DaysValue:
    lines = lines_in(body)
    before, *days = cells_in(lines[0]) if lines else ["none"]
    if before or not all(map(day_in, days)) or len({*days}) < len(days):
        return DaysValue(rest=tuple(lines))
    rows, rest = {}, []
    for line in lines[1:]:
        key, *values = cells_in(line)
        row = {day: mark for day, mark in zip(days, values, strict=False) if mark}
        if key and row and key not in rows and len(values) <= len(days):
            rows[key] = row
        else:
            rest.append(line)
    return DaysValue(tuple(sorted(days)), rows, tuple(rest))


def write(prompt, value: DaysValue) -> str:
    head = [line_of(["", *value.days])] if value.days else []
    rows = ((key, value.rows[key]) for key in _keys(prompt, value))
    lines = [
        line_of([key, *(row.get(day, "") for day in value.days)])
        for key, row in rows
        if any(row.values())
    ]
    return joined([*head, *lines, *value.rest])


def _keys(prompt, value):
    """In the order of the prompt; those of an earlier edition come last."""
    earlier = [key for key in value.rows if key not in prompt.rows]
    return [key for key in (*prompt.rows, *earlier) if key in value.rows]


def posted(prompt, data, prefix: str) -> list[str]:
    """The lines that the fields of a page come to, with the days of before."""
    value = read(prompt, data.get(f"{prefix}-body", ""))
    day = data.get(f"{prefix}-now", "")
    for row in prompt.rows if day_in(day) else ():
        line = one_line(data.get(f"{prefix}-in-{row}", ""))
        value = value.saying(row, day, line)
    filled = DaysValue(value.days, value.rows).without_blanks()
    return lines_in(write(prompt, filled))


def now(value: DaysValue, today: date) -> str:
    """The day whose column is being filled in."""
    last = day_in(value.days[-1]) if value.days else None
    is_same = last and last <= today < last + AGAIN
    return (last if is_same else today).isoformat()


def fields(prompt, body: str, today: date) -> dict:
    """What the fields of a page show: the day that is being filled in, and before."""
    value = read(prompt, body)
    day = now(value, today)
    cells = [
        (row, label, cell.field_of(prompt.cell, row, label, value.said(row, day)))
        for row, label in prompt.rows.items()
    ]
    rows = {
        row: {other: words for other, words in by_day.items() if other != day}
        for row, by_day in value.rows.items()
    }
    earlier = DaysValue(tuple(other for other in value.days if other != day), rows)
    before = told(prompt, write(prompt, earlier)) if earlier.days else None
    return {"now": day, "cells": cells, "before": before, "rest": value.rest}


def told(prompt, body: str) -> ToldAnswer:
    value = read(prompt, body)
    labels = {**prompt.dropped, **prompt.rows}
    rows = tuple(
        (
            labels.get(key, key),
            *(
                cell.cell_in_words(prompt.cell, value.said(key, day))
                for day in value.days
            ),
        )
        for key in _keys(prompt, value)
    )
    head = ("", *(in_words(day_in(day)) for day in value.days)) if rows else ()
    return ToldAnswer(shape="table", head=head, rows=rows, rest=joined(value.rest))
