from django import forms
from django.utils.translation import gettext_lazy as _

from calendars.fields import date_field, minutes_field


class SpentForm(forms.Form):
    on = date_field(label=_("When did you prepare?"))
    minutes = minutes_field(min_value=5, initial=30)
