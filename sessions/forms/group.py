from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from sessions.forms.fields import minutes_field, place_field, time_field
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
