"""A letter to oneself: words that stay closed until a day."""

from datetime import date

from workbook.kinds.day import day_in
from workbook.kinds.lines import lines_in
from workbook.prompts import LETTER


def opens_on(body: str) -> date | None:
    """The day that the answer to its date prompt names."""
    return next((day for line in lines_in(body) if (day := day_in(line))), None)


def is_closed(prompt, opens: str, today: date) -> bool:
    """Whether the day of a letter has not come; `opens`: the answer that names it."""
    day = opens_on(opens) if prompt.kind == LETTER else None
    return day is not None and day > today
