"""The prompts of an exercise, as its file declares them.

A prompt says of what kind its answer is and what belongs to that kind: the moments of a
scale, the options of a choice, the rows and columns of a table, the sides and rings of a
circle of people. Names and keys are for ever: answers are stored under them, and with
them inside. Where a file says something that cannot be, it is a ValueError.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import pgettext_lazy

LONG, SHORT, LIST, SCALE = "long", "short", "list", "scale"
CHOICE, TABLE, DATE, CIRCLE, LETTER = "choice", "table", "date", "circle", "letter"

# What a prompt of each kind may say beside its name, label, help and former keys.
SETTINGS = {
    LONG: set(),
    SHORT: set(),
    LIST: {"lines"},
    SCALE: {"low", "high", "moments"},
    CHOICE: {"options", "several", "most", "own"},
    TABLE: {"lines", "rows", "columns", "moments", "options", "low", "high"},
    DATE: set(),
    CIRCLE: {"sides", "rings", "middle"},
    LETTER: {"opens"},
}
ALWAYS = {"name", "label", "help", "kind", "formerly", "dropped"}
CELLS = {
    SHORT: set(),
    DATE: set(),
    SCALE: {"low", "high"},
    CHOICE: {"options"},
}
BEFORE_AND_AFTER = {
    "before": pgettext_lazy("on a scale", "Before"),
    "after": pgettext_lazy("on a scale", "Afterwards"),
}
KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
# The line of a choice that is in one's own words begins so.
OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptColumn:
    """What goes in the cells of a table, of a column or of every day."""

    name: str = ""
    label: str = ""
    kind: str = SHORT
    options: dict[str, str] = field(default_factory=dict)
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question; its answer is stored under the slug of its exercise and `name`.

    `lines`: how many empty ones a list or a table begins with. `by_day`: the columns of
    a table are the days on which it was filled in, with a `cell` for each row.
    `opens`: the prompt with the day of a letter. `dropped`: rows, options, columns and
    so on of an earlier edition, which answers may still name.
    """

    name: str
    label: str
    help: str = ""
    kind: str = LONG
    formerly: tuple[str, ...] = ()
    lines: int = 3
    low: str = ""
    high: str = ""
    moments: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    several: bool = False
    most: int = 0
    own: bool = False
    rows: dict[str, str] = field(default_factory=dict)
    columns: tuple[PromptColumn, ...] = ()
    by_day: bool = False
    cell: PromptColumn | None = None
    sides: dict[str, str] = field(default_factory=dict)
    rings: dict[str, str] = field(default_factory=dict)
    middle: str = ""
    opens: str = ""
    dropped: dict[str, str] = field(default_factory=dict)


def read_prompts(tables: list[dict], sets: dict, others=()) -> tuple[Prompt, ...]:
    """The prompts of an exercise, beside the `others` that it asks.

    `sets` are the options that its chapter names.
    """
    prompts = tuple(read_prompt(table, sets) for table in tables)
    by_name = {prompt.name: prompt for prompt in (*others, *prompts)}
    _must(len(by_name) == len(others) + len(prompts), "Two prompts of one name.")
    for prompt in prompts:
        day = by_name.get(prompt.opens)
        _must(
            prompt.kind != LETTER or (day and day.kind == DATE),
            f"{prompt.name!r}: the letter opens on no date of its exercise.",
        )
    return prompts


def read_prompt(table: dict, sets: dict) -> Prompt:
    """A prompt from its table in the file; raises ValueError where that is broken."""
    name = str(table.get("name", ""))
    try:
        return _read_prompt(table, sets)
    except ValueError as wrong:
        raise ValueError(f"Prompt {name!r}: {wrong}") from None


def _read_prompt(table, sets):
    kind = table.get("kind", LONG)
    _must(kind in SETTINGS, f"there is no kind {kind!r}.")
    _known(table, ALWAYS | SETTINGS[kind])
    _named(table)
    read = {
        **table,
        "formerly": tuple(table.get("formerly", ())),
        "options": _options(table, sets),
    }
    for keyed in ("moments", "rows", "sides", "rings", "dropped"):
        if (kind, keyed) != (TABLE, "moments"):
            read[keyed] = _keys(table.get(keyed, {}), keyed)
    if kind in READ:
        READ[kind](read, table, sets)
    return Prompt(**read)


def _scale(read, table, sets):
    _must(read.get("low") and read.get("high"), "what do 0 and 10 mean?")
    read["moments"] = read["moments"] or BEFORE_AND_AFTER


def _choice(read, table, sets):
    _must(len(read["options"]) >= 2, "a choice has two options or more.")
    _must(OWN not in read["options"], f"{OWN!r} is kept for own words.")
    most = table.get("most", 0)
    _must(0 <= most <= len(read["options"]), f"at most {most} of fewer options.")
    _must(not most or table.get("several"), "at most so many of one.")


def _table(read, table, sets):
    columns = tuple(_column(column, sets) for column in table.get("columns", ()))
    names = {column.name for column in columns}
    _must(len(names) == len(columns), "two columns of one name.")
    by_day = table.get("moments") is True
    _must(bool(columns) != by_day, "a table has columns or moments, never both.")
    _must(by_day or not table.keys() & {"options", "low", "high"}, "a cell of what?")
    _must("moments" not in table or by_day, "moments of a table are true or absent.")
    read.update(columns=columns, by_day=by_day, moments={})
    if by_day:
        _must(read["rows"], "a table of moments has rows.")
        low, high = table.get("low", ""), table.get("high", "")
        _must(read["options"] or (low and high), "options, or what 0 and 10 mean?")
        kind = CHOICE if read["options"] else SCALE
        read["cell"] = PromptColumn(
            kind=kind, options=read["options"], low=low, high=high
        )


def _circle(read, table, sets):
    _must(read["sides"] and read["rings"], "a circle has sides and rings.")


def _column(table, sets):
    kind = table.get("kind", SHORT)
    _must(kind in CELLS, f"no column is of kind {kind!r}.")
    _known(table, {"name", "label", "kind"} | CELLS[kind])
    _named(table)
    options = _options(table, sets)
    _must(kind != CHOICE or len(options) >= 2, "a choice has two options or more.")
    return PromptColumn(**{**table, "options": options})


READ = {SCALE: _scale, CHOICE: _choice, TABLE: _table, CIRCLE: _circle}


def _options(table, sets):
    """Those of its own, or the set of its chapter that it names."""
    options = table.get("options", {})
    if isinstance(options, str):
        _must(options in sets, f"there are no options {options!r}.")
        options = sets[options]
    return _keys(options, "options")


def _named(table):
    name = table.get("name")
    _must(isinstance(name, str) and KEY.fullmatch(name), f"a name is no {name!r}.")
    _must(table.get("label"), f"{name!r} has no label.")


def _known(table, settings):
    """Every setting is one of those, and of its type."""
    unknown = table.keys() - settings
    _must(not unknown, f"what is {', '.join(sorted(unknown))}?")
    for setting, type_ in TYPES.items():
        _must(
            isinstance(table.get(setting, type_()), type_),
            f"{setting} is no {type_.__name__}.",
        )
    _must(table.get("lines", 1) > 0, "lines are one or more.")
    _must(all(isinstance(name, str) for name in table.get("formerly", ())), "formerly?")


TYPES = {
    **dict.fromkeys(("label", "help", "kind", "low", "high", "opens", "middle"), str),
    **dict.fromkeys(("several", "own"), bool),
    **dict.fromkeys(("lines", "most"), int),
    **dict.fromkeys(("formerly", "columns"), list),
    **dict.fromkeys(("rows", "sides", "rings", "dropped"), dict),
}


def _keys(labels, what) -> dict[str, str]:
    _must(isinstance(labels, dict), f"{what} are no keys with labels.")
    for key, label in labels.items():
        _must(KEY.fullmatch(key), f"{what}: a key is no {key!r}.")
        _must(isinstance(label, str) and label, f"{what}: {key!r} has no label.")
    return dict(labels)


def _must(holds, otherwise):
    if not holds:
        raise ValueError(otherwise)
