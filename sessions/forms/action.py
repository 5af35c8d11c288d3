from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Person
from sessions.forms.fields import date_field

AT_MOST = 20


class ActionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What will be done?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who does it?"),
        queryset=Person.objects.none(),
        empty_label=gettext_lazy("Choose one name"),
    )
    due_on = date_field(label=gettext_lazy("By when?"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people


class ActionRow(ActionForm):
    """An action that may be left empty, and not half filled in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def clean(self):
        values = super().clean()
        if any(values.get(name) for name in self.fields):
            for name in self.fields:
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, _("An action has a text, a name and a date."))
        return values


class BaseActionRows(forms.BaseFormSet):
    def actions(self):
        rows = (row.cleaned_data for row in self)
        return [row for row in rows if row.get("text")]


ActionRows = forms.formset_factory(
    ActionRow,
    formset=BaseActionRows,
    extra=2,
    max_num=AT_MOST,
    absolute_max=AT_MOST,
)
