"""Queries that are asked so often that they are written down and planned once.

Django takes longer to write down who is signed in than PostgreSQL takes to find them, and
PostgreSQL plans it longer than it looks. What both made is kept here; a query stays what
its function says, in Django's own words.
"""

from dataclasses import dataclass
from functools import cached_property, update_wrapper
from inspect import signature

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Value
from django.db.models.query import get_related_populators


@dataclass(frozen=True)
class Placeholder:
    """In a query that is written down, where a value comes that is asked with."""

    number: int


class prepared:
    """Makes of a function that answers a queryset one that finds its object, or None.

    The function is called once and gets places for its values: lookups take them, and
    nothing can be decided by them. The query has one object at most.
    """

    def __init__(self, function):
        self.function = function
        update_wrapper(self, function)

    def __call__(self, *values):
        written = self.written
        with connection.planned_cursor() as cursor:
            cursor.execute(written.sql, written.asked_with(values))
            row = cursor.fetchone()
        return written.object_of(row) if row else None

    @cached_property
    def written(self):
        places = [
            Value(Placeholder(n)) for n, _ in enumerate(signature(self).parameters)
        ]
        return PreparedQuery(self.function(*places))


class PreparedQuery:
    """A query as Django writes it down and as it reads a row of the answer."""

    def __init__(self, queryset):
        compiler = queryset.order_by().query.get_compiler(connection=connection)
        self.sql, self.params = compiler.as_sql()
        table, select = compiler.klass_info, compiler.select
        first, *_, last = table["select_fields"]
        self.columns = slice(first, last + 1)
        self.model = table["model"]
        self.names = [column.target.attname for column, *_ in select[self.columns]]
        self.related = get_related_populators(table, select, DEFAULT_DB_ALIAS)
        self.annotations = compiler.annotation_col_map or {}
        self.converters = compiler.get_converters([column for column, *_ in select])

    def asked_with(self, values) -> list:
        return [
            values[value.number] if isinstance(value, Placeholder) else value
            for value in self.params
        ]

    def object_of(self, row):
        row = list(row)
        for at, (converters, column) in self.converters.items():
            for convert in converters:
                row[at] = convert(row[at], column, connection)
        instance = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for populator in self.related:
            populator.populate(row, instance)
        for name, at in self.annotations.items():
            setattr(instance, name, row[at])
        return instance
