"""What stands in one cell of a table; what it cannot be is kept as it stands."""

from dataclasses import dataclass

from workbook.kinds.day import day_in, in_words
from workbook.kinds.scale import FIGURES
from workbook.prompts import CHOICE, DATE, SCALE, SHORT

FIGURES_IN_WORDS = tuple(str(figure) for figure in FIGURES)


def fits(column, value: str) -> bool:
    """Whether it is what goes in that column; an empty one always is."""
    if column is None or not value:
        return True
    if column.kind == CHOICE:
        return value in column.options
    if column.kind == SCALE:
        return value in FIGURES_IN_WORDS
    return column.kind != DATE or day_in(value) is not None


def cell_in_words(column, value: str) -> str:
    if column is None or not fits(column, value):
        return value
    if column.kind == DATE and value:
        return in_words(day_in(value))
    return column.options.get(value, value)


@dataclass(frozen=True, slots=True)
class CellField:
    """One cell to fill in."""

    column: str
    label: str
    kind: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_chosen(self) -> bool:
        return self.kind in (CHOICE, SCALE)

    @property
    def is_day(self) -> bool:
        """What is no day stands in a field of words, as no other can show it."""
        return self.kind == DATE and (not self.value or bool(day_in(self.value)))


def field_of(column, name: str, label: str, value: str) -> CellField:
    kind = column.kind if column else SHORT
    choices = tuple(options(column, value)) if kind in (CHOICE, SCALE) else ()
    return CellField(name, label, kind, value, choices)


def options(column, value: str) -> list[tuple[str, str]]:
    """What can be chosen in it; what stands there already is among it, also when it
    cannot be."""
    if column.kind == CHOICE:
        choices = list(column.options.items())
    else:
        choices = [(figure, figure) for figure in FIGURES_IN_WORDS]
    return [*choices, *([] if fits(column, value) else [(value, value)])]
