"""Forms for an uploaded roster: the file, and what its columns hold."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from people.roster.headers import fields_of
from people.roster.problems import FIELDS, file_sentence
from people.roster.reading import too_large
from people.web.bounded import MAX_BYTES


class RosterForm(forms.Form):
    """A file with people, and of which organisation where there are several."""

    file = forms.FileField(
        label=_("File with the roster"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xlsm"}),
        help_text=_(
            "An Excel workbook (.xlsx) or CSV, as your HR system exports it. Nothing"
            " changes before you have seen what would."
        ),
        error_messages={"empty": _("The file is empty. Export the roster again.")},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            del self.fields["organisation"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(file_sentence(too_large().problem))
        return file

    def clean(self):
        cleaned = super().clean()
        cleaned.setdefault("organisation", self.organisations[0])
        return cleaned


UNUSED = "-"


class ColumnsForm(forms.Form):
    """What each column of a sheet with people holds."""

    def __init__(self, *args, choice, **kwargs):
        super().__init__(*args, **kwargs)
        self.choice = choice
        fields = [
            (UNUSED, _("not used")),
            *((f, FIELDS[f]) for f in fields_of("people")),
        ]
        for column in choice.columns:
            name = column.header or _("Without a name")
            self.fields[self.name_of(column)] = forms.ChoiceField(
                label=format_lazy("{}: {}", column.letter, name),
                choices=fields,
                initial=column.field or UNUSED,
                help_text=", ".join(column.samples),
            )

    def name_of(self, column):
        return f"column_{column.place}"

    def clean(self):
        cleaned = super().clean()
        taken = {}
        for column in self.choice.columns:
            field = cleaned.get(self.name_of(column))
            if field in (None, UNUSED):
                continue
            if field in taken:
                words = _("%(first)s already holds this.") % {"first": taken[field]}
                self.add_error(self.name_of(column), words)
            else:
                taken[field] = column.header or column.letter
        if not self.errors and "email" not in taken:
            raise forms.ValidationError(
                _("Say which column holds the e-mail address: people sign in with it.")
            )
        return cleaned

    def chosen(self) -> dict:
        """Return the mapping of this file: {"people": {sheet, row, columns}}."""
        columns = {
            field: column.place
            for column in self.choice.columns
            if (field := self.cleaned_data[self.name_of(column)]) != UNUSED
        }
        return {
            "people": {
                "sheet": self.choice.sheet.name,
                "row": self.choice.header.number,
                "columns": columns,
            }
        }

    def headers(self) -> dict:
        """Return the field of each column name that occurs once, to be remembered."""
        names = [column.header.lower() for column in self.choice.columns]
        return {
            "people": {
                column.header: self.cleaned_data[self.name_of(column)].strip(UNUSED)
                for column in self.choice.columns
                if column.header and names.count(column.header.lower()) == 1
            }
        }
