"""Choosing somebody from a list in which every name means one person."""

from django import forms
from django.forms.models import ModelChoiceIterator

from people.models import Person
from people.namesakes import tell_apart


class PeopleIterator(ModelChoiceIterator):
    """One query, whoever shares a name."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        rows = list(self.field.with_work(self.queryset))
        tell_apart(map(self.field.person_of, rows), self.field.shown)
        for row in rows:
            yield self.choice(row)


class PersonField(forms.ModelChoiceField):
    """Of people, or of rows that have a `person`; namesakes are told apart."""

    iterator = PeopleIterator
    # What else a label says of somebody.
    shown = ()

    @staticmethod
    def person_of(row) -> Person:
        return row if isinstance(row, Person) else row.person

    @staticmethod
    def with_work(rows):
        before = "" if rows.model is Person else "person__"
        return rows.select_related(f"{before}team", f"{before}discipline")

    def label_from_instance(self, row):
        return self.person_of(row).full_name
