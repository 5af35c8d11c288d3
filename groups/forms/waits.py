import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from calendars.fields import date_field


class WaitForm(forms.Form):
    """Until when a group of too few mentees waits for somebody."""

    until = date_field(
        label=_("Until and including"),
        help_text=_("At most twelve weeks ahead."),
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = today + dt.timedelta(weeks=4)
