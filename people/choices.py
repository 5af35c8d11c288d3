"""Choosing somebody from a list in which every name means one person.

Of a few all stand in a list. Of more one searches: so many are shown at once, and who
is chosen stays chosen, whatever is looked for next.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import Person
from people.namesakes import tell_apart
from people.web import bounded

FEW = 20


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


class SearchField(PersonField):
    """Of any number of people, whom `offer` names; asks for at most a few of them."""

    def __init__(self, *, suggests=False, **kwargs):
        """`suggests`: the first come first, so they are shown before any search."""
        super().__init__(queryset=None, **kwargs)
        self.suggests = suggests
        self.is_searched, self.is_empty = False, True
        self.words, self.found, self.told = "", [], ""

    def offer(self, rows, words, chosen):
        """Let one of `rows` be chosen; of many those with `words` are shown.

        And whoever has the key `chosen`, as it was sent, if that is one of them.
        """
        self.queryset = rows = self.with_work(rows)
        # Without a sort where the first are not shown: there are many.
        first = rows if self.suggests else rows.order_by()
        few = list(first[: FEW + 1])
        self.is_empty, self.is_searched = not few, len(few) > FEW
        if not self.is_searched:
            few = few if self.suggests else list(rows)
            self.choices = [("", self.empty_label), *self._options(few)]
            return
        self.words = words
        if words:
            few = list(rows.searched(words)[: FEW + 1])
            self.told = _told(len(few))
        elif not self.suggests:
            few = []
        self.found = self._with(chosen, self._options(few)[:FEW])

    def _options(self, rows) -> list[tuple]:
        tell_apart(map(self.person_of, rows), self.shown)
        return [(str(row.pk), self.label_from_instance(row)) for row in rows]

    def _with(self, chosen, options) -> list[tuple]:
        """First who is chosen, on the list whatever was looked for since."""
        try:
            row = self.to_python(chosen)
        except ValidationError:
            row = None
        if row is None:
            return [(*option, False) for option in options]
        first = next((option for option in options if option[0] == str(row.pk)), None)
        rest = [(*option, False) for option in options if option != first]
        return [(*(first or self._options([row])[0]), True), *rest]


def _told(count) -> str:
    if not count:
        return _("Nobody found.")
    if count > FEW:
        return _("More than %(count)d found: type more of the name.") % {"count": FEW}
    return ngettext("%(count)d found", "%(count)d found", count) % {"count": count}


class SearchForm(forms.Form):
    """With fields in which one searches; `asked` is what the address says of them.

    "mentee-words" are those looked for, "mentee" who was chosen meanwhile.
    """

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked

    def offer(self, name, rows):
        self.initial[name] = bounded.text(self.asked, name)
        words = bounded.text(self.asked, f"{name}-words")
        self.fields[name].offer(rows, words, self[name].value())

    @property
    def searched(self) -> list:
        """The fields that are too long for a list."""
        return [field for field in self if getattr(field.field, "is_searched", False)]
