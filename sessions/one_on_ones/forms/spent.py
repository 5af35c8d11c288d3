from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from calendars.fields import date_field, minutes_field

# Months of other years have no page.
FIRST_YEAR, LAST_YEAR = 2000, 2100


class SpentForm(forms.Form):
    on = date_field(label=_("When did you prepare?"))
    minutes = minutes_field(min_value=5, initial=30)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on.year < FIRST_YEAR:
            raise ValidationError(
                _("Is the year right? It says %(year)s."), params={"year": on.year}
            )
        if on > self.today:
            raise ValidationError(_("That day is still to come."))
        return on
