from django import forms
from django.utils.translation import gettext_lazy as _

from people.choices import PersonField
from people.models import Person
from people.typed import Line
from sessions.forms.fields import date_field

AT_MOST = 20


HALF = {"required": _("An action has a text, a name and a date.")}


class ActionForm(forms.Form):
    text = Line(
        label=_("What will be done?"),
        max_length=2000,
        error_messages=HALF,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    owner = PersonField(
        label=_("Who does it?"),
        queryset=Person.objects.none(),
        empty_label=_("Choose one name"),
        error_messages=HALF,
    )
    due_on = date_field(label=_("By when?"), error_messages=HALF)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people


class BaseActionRows(forms.BaseFormSet):
    def actions(self):
        rows = (row.cleaned_data for row in self)
        return [row for row in rows if row.get("text")]


ActionRows = forms.formset_factory(
    ActionForm,
    formset=BaseActionRows,
    extra=2,
    max_num=AT_MOST,
    absolute_max=AT_MOST,
)
