from django import forms
from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from calendars.fields import date_field, minutes_field, place_field, time_field
from sessions.models.series import EVERY


class SeriesForm(forms.Form):
    every_weeks = forms.TypedChoiceField(
        label=_("How often do you meet?"), choices=EVERY, coerce=int
    )
    weekday = forms.TypedChoiceField(
        label=_("On what day?"),
        choices=[(day, WEEKDAYS[day]) for day in range(7)],
        coerce=int,
    )
    at = time_field(label=_("From what time?"))
    minutes = minutes_field(label=_("For how many minutes?"))
    place = place_field(label=_("Where?"))


class SeriesPlanForm(forms.Form):
    """For each date of the rhythm the day on which it is held; empty leaves it out."""

    def __init__(self, *args, steps, agreed, **kwargs):
        super().__init__(*args, **kwargs)
        self.steps = steps
        for step in steps:
            day = formats.date_format(step.nominal, "l j F Y")
            self.fields[f"on-{step.nominal}"] = date_field(
                label=day, required=False, initial=agreed.get(step.nominal, step.on)
            )

    def rows(self):
        for step in self.steps:
            yield step, self[f"on-{step.nominal}"]

    def count(self) -> int:
        """How many meetings it makes, as it stands in the form."""
        return sum(bool(field.value()) for _step, field in self.rows())

    def chosen(self) -> dict:
        """What was not sent at all is not left out: it stays as it is proposed."""
        return {
            step.nominal: self.cleaned_data[name]
            for step in self.steps
            if (name := f"on-{step.nominal}") in self.data
        }
