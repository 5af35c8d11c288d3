"""A list that is put in order: an item a line."""

from workbook.kinds.lines import joined, lines_in
from workbook.kinds.told import ToldAnswer


def read(prompt, body: str) -> tuple[str, ...]:
    return tuple(lines_in(body))


def write(prompt, items) -> str:
    return joined(items)


def fields(prompt, body: str, today) -> dict:
    """The text itself is the field of a page; a script makes items of it."""
    return {"rest": ()}


def told(prompt, body: str) -> ToldAnswer:
    return ToldAnswer(shape="list", rows=tuple((item,) for item in read(prompt, body)))
