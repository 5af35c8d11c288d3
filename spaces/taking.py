"""What people take along of their own; each room lists it in `<room>/export.py`.

Such a module, named in `settings.EXPORTS`, has `pages()`, a list of `ExportPage`, and
`LEFT_OUT`: the label of each model of which nobody takes anything along, and why. Every
model is in one of the two, every column of one that is taken along too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from spaces.audience import audiences
from spaces.fields import SealedTextField, sealed_fields
from spaces.models import Confidential, Space
from spaces.values import absences, absent, plain, words_of

# Rows that come from the database at once, and so many are held at most.
AT_ONCE = 200
# A longer one is no title.
A_TITLE = 100


class Taker:
    """The person who takes along, and acts; with who reads each of their spaces.

    `alone`: of what is confidential no more than lies in their own space.
    """

    def __init__(self, person, *, alone=False):
        self.person, self._alone = person, alone
        self._readers = {}

    def narrowed(self, rows):
        """Those of a queryset that this person takes along."""
        if self._alone and issubclass(rows.model, Confidential):
            return rows.filter(space__kind=Space.Kind.OWN)
        return rows

    def readers(self, space_id) -> str:
        if space_id not in self._readers:
            by_space = audiences([space_id], self.person)
            self._readers |= {pk: str(by_space[pk]) for pk in by_space}
        # A space that was left: what lies there is no longer theirs to read either.
        return self._readers.get(space_id, "")


@dataclass(frozen=True, kw_only=True)
class Record:
    """One row: `lines` are for people, `data` for programs, in the file `file`.

    `is_earlier`: a version, on a page of its own beside the rest.
    """

    file: str
    heading: str
    title: str
    lines: list[tuple[str, str]]
    data: dict
    is_earlier: bool = False

    @property
    def size(self) -> int:
        return 200 + sum(len(label) + len(words) for label, words in self.lines)


@dataclass(frozen=True)
class Value:
    """Something of a row that is no column: what it is called, and how it is read."""

    label: str
    get: Callable
    type: str = "text"


@dataclass(frozen=True, kw_only=True)
class ExportRows:
    """The rows of a model that a person takes along.

    `name` is that of their file, for good; `mine` gives the queryset of a person who acts.
    `fields` are what is taken along, and what it is called: columns, also through foreign
    keys (`programme__name`), or a `Value`. `without` are the columns that say nothing to
    anybody. The first field is the title of a row, unless `title` names another.
    """

    model: type[models.Model]
    name: str
    heading: str
    mine: Callable
    fields: dict[str, object]
    without: tuple[str, ...] = ()

    def records(self, taker) -> Iterator[Record]:
        linked = sorted(
            {export_field.link for export_field in self._fields if export_field.link}
        )
        rows = taker.narrowed(self.mine(taker.person)).select_related(*linked)
        for row in rows.iterator(chunk_size=AT_ONCE):
            yield self._record(row, taker)

    def forms(self) -> dict:
        """{file: (heading, {field: (type, label, choices)})}."""
        described = {
            export_field.name: (
                export_field.type,
                export_field.label,
                export_field.choices,
            )
            for export_field in self._fields
        }
        if sealed_fields(self.model):
            described |= absences()
        return {self.name: (str(self.heading), described)}

    def models(self):
        return [self.model]

    @cached_property
    def _fields(self) -> list["ExportField"]:
        return [field_of(self.model, *item) for item in self.fields.items()]

    def _record(self, row, taker) -> Record:
        lines, data, values = [], {}, {}
        for export_field in self._fields:
            value = values[export_field.name] = export_field.get(row, taker)
            data[export_field.name] = plain(value)
            if words := words_of(export_field.spoken(value)):
                lines.append((export_field.label, words))
        data |= absent(values)
        title = lines[0][1] if lines else ""
        if len(title) < A_TITLE and "\n" not in title:
            lines = lines[1:]
        else:
            title = ""
        return Record(
            file=self.name,
            heading=str(self.heading),
            title=title,
            lines=lines,
            data=data,
        )


@dataclass(frozen=True)
class ExportField:
    """One of the `fields` of `ExportRows`, in the language that is active."""

    name: str
    label: str
    type: str
    get: Callable
    choices: dict[str, str] = field(default_factory=dict)
    # The foreign keys that lead to it, as `select_related` has them.
    link: str = ""

    def spoken(self, value):
        """What is chosen, by its label."""
        return self.choices.get(str(value), value) if self.choices else value


def field_of(model, path, described) -> ExportField:
    name = path.replace("__", ".")
    if isinstance(described, Value):
        return ExportField(
            name,
            str(described.label),
            described.type,
            lambda row, _taker: described.get(row),
        )
    column, link = column_of(model, path), path.rpartition("__")[0]
    if path == "space":
        return ExportField(name, str(described), "text", readers_of)
    chosen = dict(column.flatchoices) if column.choices else {}
    return ExportField(
        name,
        str(described),
        type_of(column),
        lambda row, _taker: value_at(row, path),
        {str(code): str(words) for code, words in chosen.items()},
        path if column.is_relation else link,
    )


def readers_of(row, taker) -> str:
    return taker.readers(row.space_id)


def value_at(row, path):
    """None where a row on the way is not there."""
    try:
        for step in path.split("__"):
            row = row if row is None else getattr(row, step)
    except ObjectDoesNotExist:
        return None
    return row


@dataclass(frozen=True, kw_only=True)
class ExportPage:
    """One HTML file: `name` is its name, for good, of letters, digits and hyphens.

    `parts` are `ExportRows`, or what else has their `records`, `forms` and `models`.
    """

    name: str
    title: str
    parts: list = field(default_factory=list)


def column_of(model, path):
    """The column of that path; raises FieldDoesNotExist."""
    *links, name = path.split("__")
    for link in links:
        model = model._meta.get_field(link).related_model
    return model._meta.get_field(name)


# What a program reads where a column has such a class; the first that fits.
TYPES = [
    (SealedTextField, "text"),
    (models.DateTimeField, "moment"),
    (models.DateField, "day"),
    (models.TimeField, "time"),
    (models.BooleanField, "yes or no"),
    (models.IntegerField, "number"),
    (models.DecimalField, "number"),
    (models.FloatField, "number"),
    (models.DurationField, "text"),
    (models.UUIDField, "id"),
    ((models.JSONField, ArrayField), "any"),
]


def type_of(column) -> str:
    if column.is_relation:
        return "text"
    if column.choices:
        return "choice"
    types = [word for kind, word in TYPES if isinstance(column, kind)]
    return next(iter(types), "text")
