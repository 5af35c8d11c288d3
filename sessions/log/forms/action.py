from copy import deepcopy

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from calendars.fields import date_field
from people.choices import PersonField
from people.models import Person
from people.web.typed import Line
from programmes import clock

# In one log: more than a group agrees on in two hours.
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


class GoOnForm(forms.Form):
    due_on = date_field(label=_("Until when?"))

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = clock.today_in(group.programme)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("That day has passed: choose one to come."))
        return due_on


class DropActionForm(forms.Form):
    why = Line(
        label=_("Why? One word is enough"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class BaseActionRows(forms.BaseFormSet):
    @cached_property
    def owners(self) -> list:
        """The names to choose from, asked for once for all rows."""
        field = deepcopy(ActionForm.base_fields["owner"])
        field.queryset = self.form_kwargs["people"]
        # By `iter`, or the list asks how many there are first.
        return list(iter(field.choices))

    @property
    def people(self) -> list[Person]:
        return [value.instance for value, _name in self.owners if value]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["owner"].choices = self.owners

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
