from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.roster.problems import file_sentence
from people.roster.reading import too_large
from people.web.bounded import MAX_BYTES


class SheetForm(forms.Form):
    """A hand-made composition, and the board it replaces or none."""

    file = forms.FileField(
        label=_("Spreadsheet with the groups"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xlsm"}),
        help_text=_(
            "An Excel workbook (.xlsx) or CSV. Nothing changes before you have seen "
            "what would."
        ),
        error_messages={"empty": _("The file is empty. Choose one with people in it.")},
    )
    onto = forms.ModelChoiceField(
        queryset=None,
        label=_("Replace a board"),
        required=False,
        empty_label=_("No, make a new composition"),
        help_text=_("A board that is replaced keeps its history: you can undo it."),
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        boards = programme.compositions.being_made()
        self.fields["onto"].queryset = boards
        if not boards:
            del self.fields["onto"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(file_sentence(too_large().problem))
        return file

    def clean(self):
        cleaned = super().clean()
        cleaned.setdefault("onto", None)
        return cleaned
